"""Picture every brief and every chart at three widths, to be looked at: ``make shots`` puts them into ``.build/shots``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: A telephone, a tablet and a desk.
WIDTHS = (390, 768, 1280)
#: A picture of a whole page is cut at this height, so that each piece is seen at its own size.
SLICE = 1800
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]


def take(page: Any, out: Path, stem: str) -> list[Path]:
    """Picture a whole page in pieces, and each of its charts."""
    height, width = page.evaluate("document.documentElement.scrollHeight"), page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": height})
    made = []
    for n, top in enumerate(range(0, height, SLICE)):
        path = out / f"{stem}.{n:02}.png"
        page.screenshot(path=path, clip={"x": 0, "y": top, "width": width, "height": min(SLICE, height - top)})
        made.append(path)
    for n, chart in enumerate(page.locator("figure.chart:visible").all(), 1):
        path = out / "charts" / f"{stem}.{n:02}.png"
        path.parent.mkdir(exist_ok=True)
        chart.screenshot(path=path)
        made.append(path)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Picture the pages of a folder of briefs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=Path, default=ROOT / "briefs", help="folder of briefs (default: briefs)")
    parser.add_argument("--out", type=Path, default=ROOT / ".build" / "shots", help="where the pictures go")
    parser.add_argument("--only", default="", help="picture the pages whose path has this in it")
    parser.add_argument("--width", type=int, action="append", help=f"width in pixels, may be repeated (default: {WIDTHS})")
    told = parser.parse_args(arguments)
    pages = [p for p in sorted(told.briefs.rglob("*.html")) if "failed" not in p.parts and told.only in p.as_posix()]
    if not pages:
        print(f"shots: no pages in {told.briefs}; make them with `make briefs`", file=sys.stderr)
        return 1
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if not path:
        print("shots: no Chromium; install it, or set CHROMIUM to its path", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        for width in told.width or WIDTHS:
            out = told.out / str(width)
            out.mkdir(parents=True, exist_ok=True)
            for page_path in pages:
                stem = ".".join(page_path.relative_to(told.briefs).with_suffix("").parts)
                for old in [*out.glob(f"{stem}.*.png"), *out.glob(f"charts/{stem}.*.png")]:
                    old.unlink()
                page = browser.new_page(viewport={"width": width, "height": 900})
                page.goto(page_path.resolve().as_uri(), wait_until="networkidle")
                print(f"{width:>5} {stem}: {len(take(page, out, stem))} pictures")
                page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
