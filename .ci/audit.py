"""Ask the advisory service about every pinned package, and the index whether one was yanked; say so where neither answers.

    python .ci/audit.py PIP_AUDIT

Exit code 0: nothing is known against any, or nobody could be asked and ``XCLIB_REQUIRE_AUDIT`` is not 1.
Exit code 1: something is known, or nobody could be asked although it must be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements.txt"


def ask_advisories(program: str) -> list[str] | None:
    """Return what is known against pinned packages, one line each; None where the service does not answer."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        words = [program, "--requirement", str(PINS), "--disable-pip", "--require-hashes", "--format", "json"]
        done = subprocess.run(
            [*words, "--output", str(told), "--progress-spinner", "off", "--timeout", "20"],
            capture_output=True, text=True, check=False, timeout=1800,
        )  # fmt: skip
        if not told.is_file() or not told.stat().st_size:
            last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
            print(f"advisories: NOT ASKED: {last[:200]}")
            return None
        found = json.loads(told.read_text(encoding="utf-8"))["dependencies"]
    skipped = [d["name"] for d in found if "skip_reason" in d]
    if not found or len(skipped) > len(found) / 10:
        print(f"advisories: NOT ASKED: nothing can be said of {len(skipped)} of {len(found)} packages")
        return None
    if skipped:
        print(f"advisories: nothing can be said of {', '.join(skipped)}")
    print(f"advisories: asked about {len(found) - len(skipped)} packages")
    return [f"{d['name']} {d['version']}: {v['id']}, mended in {v['fix_versions']}" for d in found for v in d.get("vulns", ())]


def ask_yanked() -> list[str] | None:
    """Return pinned packages that their makers have taken back; None where the index does not answer."""
    words = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps", "--require-hashes"]
    done = subprocess.run([*words, "-r", str(PINS)], capture_output=True, text=True, check=False, timeout=1800)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"yanked: NOT ASKED: {last[:200]}")
        return None
    print("yanked: asked about every package for this Python and system")
    return [line.strip() for line in done.stderr.splitlines() if "yanked" in line]


def main() -> int:
    """Ask both and return the exit code."""
    answers = [ask_advisories(sys.argv[1]), ask_yanked()]
    for line in (line for answer in answers for line in answer or ()):
        print(f"  {line}")
    if any(answers):
        return 1
    if None in answers:
        print("the audit is not complete; run it where the network answers")
        return int(os.environ.get("XCLIB_REQUIRE_AUDIT") == "1")
    print("nothing is known against any package")
    return 0


if __name__ == "__main__":
    sys.exit(main())
