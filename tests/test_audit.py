"""What can be said of the dependencies without a network: pinned, hashed, consistent, of an allowed licence; and no secret anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from importlib import metadata
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from conftest import ROOT
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: Permissive licences, and weak copyleft that asks nothing of who only uses the package.
ALLOWED = (
    "MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "Zlib", "CC0", "0BSD", "NCSA", "MPL", "Mozilla Public", "Unlicense",
)  # fmt: skip
#: Packages whose metadata do not say it plainly, and what their licence file says.
READ_BY_HAND = {
    "axe-playwright-python": "MIT",
    "text-unidecode": "Artistic License, or GPL at the user's choice",
}


def pins() -> dict[str, tuple[str, str]]:
    """Name → version and block of each pin that is meant for this Python and system."""
    found = {}
    for block in re.split(r"\n(?=\S)", (ROOT / "requirements.txt").read_text(encoding="utf-8")):
        head = block.split("\n")[0].rstrip(" \\")
        if not head or head.startswith("#"):
            continue
        name, _, rest = head.partition("==")
        version, _, marker = rest.partition(" ; ")
        if not marker or Marker(marker).evaluate():
            found[str(canonicalize_name(name))] = (version.strip(), block)
    return found


PINS = pins()


def test_every_pin_is_exact_and_hashed_and_comes_from_an_index() -> None:
    assert len(PINS) > 100
    for name, (version, block) in PINS.items():
        assert re.fullmatch(r"[0-9][\w.!+]*", version), name
        assert re.findall(r"--hash=sha256:[0-9a-f]{64}(?= |$)", block, re.M), name
        assert not re.search(r"://|git\+|^-e|@ ", block), name


@pytest.mark.parametrize("name", ["uv", "audit", "docs", "briefs", "lite"])
def test_what_installs_builds_and_audits_is_pinned_too(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / f"requirements-{name}.txt").read_text(encoding="utf-8").strip())
    assert blocks
    for block in blocks:
        assert re.match(r"[\w.\[\]-]+==[0-9][\w.!+]*( ;[^\n]*)? \\\n +--hash=sha256:[0-9a-f]{64}", block), block
    # Nothing is installed from an index by name alone.
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if re.search(r"pip install|install\.sh|\$\(INSTALL\)", line)]
    # But pip itself, by uv, from the wheel that came with Python.
    (own,) = (line for line in installs if " --offline --no-deps " in line)
    assert own.endswith('"$$wheel"; }')
    installs.remove(own)
    assert len(installs) == 10
    script = (ROOT / ".ci" / "install.sh").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if "pip install " in line]
    assert len(commands) == 2
    assert all(re.search(r'pip install --quiet (--python "\$python" )?"\$@"( && exit)?$', line) for line in commands), commands
    assert all(
        "--require-hashes" in line or "--editable ." in line or "INSTALL :=" in line or "PEERS" in line for line in installs
    )


def test_what_is_installed_is_what_is_pinned() -> None:
    """A test that finds no fault in an environment that nobody installed says nothing; so most of it must be there."""
    there = {
        str(canonicalize_name(d.metadata["Name"])): d.version
        for d in metadata.distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    }
    common = set(PINS) & set(there)
    assert len(common) > 0.9 * len(PINS), sorted(set(PINS) - set(there))
    assert {name: there[name] for name in common} == {name: PINS[name][0] for name in common}


def test_pins_fit_each_other() -> None:
    """As `pip check`: what each package wants of the others is what is pinned."""
    for name in PINS:
        try:
            wanted = metadata.requires(name) or ()
        except metadata.PackageNotFoundError:
            continue
        for told in map(Requirement, wanted):
            if told.marker and not told.marker.evaluate({"extra": ""}):
                continue
            pin = PINS.get(str(canonicalize_name(told.name)))
            assert pin, f"{name} wants {told}, which is not pinned"
            assert told.specifier.contains(pin[0], prereleases=True), f"{name} wants {told}, pinned is {pin[0]}"


def test_nothing_that_xclib_imports_is_missing_from_the_pins() -> None:
    own = [Requirement(r) for r in metadata.requires("xclib") or ()]
    # What builds the documentation has pins and an environment of its own.
    docs = [r for r in own if r.marker and r.marker.evaluate({"extra": "docs"}) and not r.marker.evaluate({"extra": "dev"})]
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements-docs.txt").read_text(encoding="utf-8"), re.M)
    assert docs
    assert {str(canonicalize_name(r.name)) for r in docs} <= {str(canonicalize_name(name)) for name in pinned}
    own = [r for r in own if r not in docs]
    assert own
    assert {str(canonicalize_name(r.name)) for r in own} <= set(PINS)


def licence(name: str) -> str:
    told = metadata.metadata(name)
    classifiers = [c.split(" :: ")[-1] for c in told.get_all("Classifier", []) if c.startswith("License ::")]
    return told.get("License-Expression") or "; ".join(classifiers) or (told.get("License") or "").split("\n")[0]


def test_licences() -> None:
    for name in PINS:
        try:
            told = licence(name)
        except metadata.PackageNotFoundError:
            continue
        if name not in READ_BY_HAND:
            assert any(word in told for word in ALLOWED), f"{name}: {told!r}"
            assert not re.search(r"(?<!L)\bA?GPL|GNU (Affero )?General", told), f"{name}: {told}"


SECRET = re.compile(
    r"AKIA[0-9A-Z]{16}|ghp_\w{30}|github_pat_\w{20}|glpat-[\w-]{20}|xox[abp]-\w{10}|-----BEGIN [A-Z ]*PRIVATE KEY|"
    r"(?i:(?:password|passwd|secret|api_?key|token)\s*[:=]\s*['\"][^'\"\s{$]{8,}['\"])|https?://[^\s/'\"@:]+:[^\s/'\"@]{3,}@"
)


def test_no_secret_is_committed() -> None:
    assert SECRET.search("pass" + 'word = "correct-horse"'), "the pattern finds one"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    if not files:
        pytest.skip("no git here")
    for path in files:
        if path.is_file() and path.suffix not in (".png", ".parquet"):
            found = SECRET.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{path.name}: {found and found[0][:20]}"


@pytest.fixture
def audit(monkeypatch: pytest.MonkeyPatch):
    spec = spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PROGRAM = """#!{python}
import json, sys
told = sys.argv[sys.argv.index("--output") + 1]
{body}
"""


@pytest.mark.parametrize(
    ("body", "yanked", "required", "code", "said"),
    [
        ("json.dump({'dependencies': [{'name': 'a', 'version': '1', 'vulns': []}]}, open(told, 'w'))", [], "", 0, "nothing is known"),
        (
            "json.dump({'dependencies': [{'name': 'a', 'version': '1', 'vulns': [{'id': 'X-1', 'fix_versions': ['2']}]}]}, open(told, 'w')); sys.exit(1)",
            [], "", 1, "a 1: X-1, mended in ['2']",
        ),
        ("sys.exit('ConnectionError: no route')", [], "", 0, "NOT ASKED: ConnectionError: no route"),
        ("sys.exit('ConnectionError: no route')", [], "1", 1, "the audit is not complete"),
        ("json.dump({'dependencies': [{'name': 'a', 'version': '1', 'vulns': []}]}, open(told, 'w'))", ["a 1 was yanked"], "", 1, "a 1 was yanked"),
        ("json.dump({'dependencies': [{'name': 'a', 'version': '1', 'vulns': []}]}, open(told, 'w'))", None, "1", 1, "the audit is not complete"),
        ("json.dump({'dependencies': [{'name': 'a', 'skip_reason': 'not found'}]}, open(told, 'w'))", [], "", 0, "NOT ASKED: nothing can be said of 1 of 1"),
        ("json.dump({'dependencies': []}, open(told, 'w'))", [], "1", 1, "the audit is not complete"),
    ],
    ids=["clean", "known", "no answer", "no answer though required", "yanked", "no index", "all skipped", "nothing asked"],
)  # fmt: skip
def test_the_audit_says_whether_it_asked(
    audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    body: str, yanked: list[str] | None, required: str, code: int, said: str,
) -> None:  # fmt: skip
    program = tmp_path / "pip-audit"
    program.write_text(PROGRAM.format(python=sys.executable, body=body), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(audit, "ask_yanked", lambda: yanked)
    monkeypatch.setenv("XCLIB_REQUIRE_AUDIT", required)
    monkeypatch.setattr(sys, "argv", ["audit", str(program)])
    assert audit.main() == code
    assert said in capsys.readouterr().out
