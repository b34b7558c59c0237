"""The calls of docs/panel-use.md with their real output, written between the page's two marks.

    python benchmarks/panel_use.py [--check]

``benchmarks/build_panel.py`` runs it for the panel that it writes; a test holds the page to the committed panel.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

import xclib as xc
from xclib.corpus.parts import put

PAGE = Path(__file__).resolve().parent.parent / "docs" / "panel-use.md"
START, END = "<!-- calls -->\n", "<!-- end of calls -->"
#: Columns that are shown of the first, second and last call.
ROWS = ["area", "level", "indicator", "period", "value", "bound", "as_printed", "preliminary", "basis"]
OUTCOMES = ["area", "period", "target", "target_bound", "outcome", "outcome_bound", "gap", "verdict", "met", "preliminary"]
STATES = ["area", "status", "period", "state", "doc", "reason"]


def show(frame: pd.DataFrame) -> str:
    """Return a table in Markdown.

    >>> print(show(pd.DataFrame({"a": [1.50, None], "b": ["x", "y"]})))
    | a | b |
    | --- | --- |
    | 1.5 | x |
    |  | y |
    """
    lines = [frame.columns.tolist(), ["---"] * frame.shape[1], *frame.to_numpy(dtype=object).tolist()]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _cell(value: object) -> str:
    if not isinstance(value, str) and pd.isna(value):  # type: ignore[call-overload]
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def run_calls() -> str:
    """Return the output of the four calls."""
    rows = xc.panel(["gdp_growth", "cpi"], level=["province", "prefecture"], period=(2003, 2024), status="target")
    first = rows[rows["area"] == "上海市"].sort_values(["period", "indicator"]).head(4)
    both = xc.outcomes("gdp_growth", level="province")
    met = both["met"].astype("boolean")
    wide = xc.panel("gdp_growth", wide=True)
    years = wide[[year for year in wide.columns if 2019 <= year <= 2023]].head(4).reset_index()
    states = xc.coverage("gdp_growth", level="prefecture")
    counts = states["state"].value_counts()
    silent = states[states["reason"] != ""].groupby("reason", sort=False).head(1).head(3)
    return "\n".join(
        [
            f'`xc.panel(["gdp_growth", "cpi"], …, period=(2003, 2024), status="target")`: {len(rows):,} rows, of 上海市 first',
            "",
            show(first[ROWS]),
            "",
            f'`xc.outcomes("gdp_growth", level="province")`: {len(both):,} rows; {int(met.sum()):,} met, '
            f"{int((~met).sum()):,} missed, "
            f"{int(met.isna().sum()):,} left open by a bound",
            "",
            show(both.head(4)[OUTCOMES]),
            "",
            f'`xc.panel("gdp_growth", wide=True)`: {len(wide):,} areas, {wide.shape[1]} years; the first four:',
            "",
            show(years),
            "",
            f'`xc.coverage("gdp_growth", level="prefecture")`: {len(states):,} rows: '
            + ", ".join(f"{count:,} {state}" for state, count in counts.items()),
            "",
            show(silent[STATES]),
            "",
        ]
    )


def fill(page: str) -> str:
    """Return the page with the output of the calls between its marks."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    note = (
        "`state` and `reason` come from a rule that looked at the sentences again (`benchmarks/panel_absences.py`); a person\n"
        "read a sample of them ([the panel](panel.md#how-well-it-was-read))."
    )
    return f"{before}{START}{run_calls()}\n{note}\n{END}{after}"


def is_right() -> bool:
    """Return whether the page says what the panel answers."""
    page = PAGE.read_text(encoding="utf-8")
    return fill(page) == page


def write() -> None:
    """Write the page."""
    put(PAGE, fill(PAGE.read_text(encoding="utf-8")).encode())


def main() -> None:
    """Write the page, or say that it is not what the panel answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    options = parser.parse_args()
    if options.check:
        sys.exit(0 if is_right() else f"{PAGE.name} is not what the panel answers: run benchmarks/panel_use.py")
    write()


if __name__ == "__main__":
    main()
