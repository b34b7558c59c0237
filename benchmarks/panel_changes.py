"""What changed between two panels, by indicator, and a sample of the changed rows to read.

git show COMMIT:data/raw/panel/panel.parquet > old.parquet
python benchmarks/panel_changes.py old.parquet data/raw/panel/panel.parquet [--sample 50] [--page]

``--page`` writes the counts between the marks of docs/panel-changes.md, whose words are written by hand after reading a sample.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from xclib.care.files import put

PAGE = Path(__file__).resolve().parent.parent / "docs" / "panel-changes.md"
START, END = "<!-- counts -->\n", "<!-- end of counts -->"
KEY = ["doc", "indicator", "status", "period"]
#: Columns beside the value whose changes count.
REST = ["bound", "value_high", "basis", "scope", "preliminary", "first_year"]


def compare(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return all rows of both with ``change``: same, other value, other words, added or gone.

    ``other words`` is a change of bound, range, basis, scope, or of what is preliminary.
    """
    both = old.merge(new, on=KEY, how="outer", suffixes=("_old", ""), indicator=True)
    value = (both["value_old"] - both["value"]).abs() > 1e-9 * both["value"].abs()
    words = pd.Series(False, index=both.index)
    for name in REST:
        mine, yours = both[name], both[f"{name}_old"]
        words |= (mine != yours) & ~(mine.isna() & yours.isna())
    change = pd.Series("same", index=both.index).mask(words, "other words").mask(value, "other value")
    return both.assign(change=change.mask(both["_merge"] == "left_only", "gone").mask(both["_merge"] == "right_only", "added"))


def count_changes(both: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows changed, by indicator and in all."""
    counts = both.pivot_table(index="indicator", columns="change", values="doc", aggfunc="count", fill_value=0)
    order = [name for name in ("same", "added", "gone", "other value", "other words") if name in counts]
    return pd.concat([counts[order], counts[order].sum().rename("all").to_frame().T])


def write_page(counts: pd.DataFrame) -> None:
    """Write the counts between the marks of the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    table = counts.rename_axis("indicator").reset_index()
    lines = [table.columns.tolist(), ["---"] * table.shape[1], *table.astype(str).to_numpy().tolist()]
    rows = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    put(PAGE, f"{before}{START}{rows}\n{END}{rest.partition(END)[2]}".encode())


def main() -> None:
    """Print the counts, and the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--sample", type=int, default=50, help="changed rows to list")
    parser.add_argument("--page", action="store_true", help="write the counts into docs/panel-changes.md")
    options = parser.parse_args()
    both = compare(pd.read_parquet(options.old), pd.read_parquet(options.new))
    counts = count_changes(both)
    print(counts.to_string())
    if options.page:
        write_page(counts)
    changed = both[both["change"] != "same"]
    columns = [*KEY, "change", "as_printed_old", "as_printed", "line_old", "line"]
    print(changed.sample(min(options.sample, len(changed)), random_state=1)[columns].to_string(index=False))


if __name__ == "__main__":
    main()
