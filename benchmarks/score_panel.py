"""Score the headline panel against a gold set: precision and recall by indicator, status, period and value.

python benchmarks/score_panel.py ../shared/standard/panel-dev.gold.tsv ../shared/reports/reports.parquet
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from xclib.corpus import read_chunk
from xclib.corpus_input import iter_items
from xclib.headlines import build_panel

#: What the gold set takes in.
INDICATORS = {
    *("gdp", "gdp_growth", "revenue", "revenue_growth", "fai_growth", "retail_growth"),
    *("unemployment_registered", "unemployment_surveyed", "cpi", "urban_new_jobs"),
}
KEY = ["doc", "indicator", "status", "period"]


def read_panel(reports: Path, docs: set[str]) -> pd.DataFrame:
    """Return the panel of the named reports."""
    part = read_chunk([item for item in iter_items([reports]) if item.doc in docs])
    assert not part.failures, part.failures
    return build_panel(pd.DataFrame(part.figures))


def compare(panel: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """Return all rows of both, with ``outcome``: right, bound (value right, bound wrong), value, spurious, missed."""
    mine = panel[panel["indicator"].isin(INDICATORS)].astype({"period": str})
    both = gold.astype({"period": str}).merge(mine, on=KEY, how="outer", suffixes=("_gold", ""), indicator=True)
    same = (both["value_gold"] - both["value"]).abs() <= 1e-9 * both["value_gold"].abs()
    bound = both["bound_gold"] == both["bound"]
    both["outcome"] = "value"
    both.loc[same & ~bound, "outcome"] = "bound"
    both.loc[same & bound, "outcome"] = "right"
    both.loc[both["_merge"] == "left_only", "outcome"] = "missed"
    both.loc[both["_merge"] == "right_only", "outcome"] = "spurious"
    return both


def score(both: pd.DataFrame) -> dict[str, float]:
    """Return precision and recall by indicator, status, period and value."""
    good = both["outcome"].isin(["right", "bound"]).sum()
    stated, found = (both["outcome"] != "spurious").sum(), (both["outcome"] != "missed").sum()
    told = both["outcome"].isin(["right", "bound"])
    bounds = (both["outcome"] == "right").sum() / max(1, told.sum())
    rates = {"precision": good / max(1, found), "recall": good / max(1, stated), "bounds": bounds}
    return {**rates, "stated": int(stated), "found": int(found)}


def main() -> None:
    """Print the scores, by indicator and in all, and every difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="gold set, tab-separated")
    parser.add_argument("reports", type=Path, help="reports.parquet")
    options = parser.parse_args()
    gold = pd.read_csv(options.gold, sep="\t")
    both = compare(read_panel(options.reports, set(gold["doc"])), gold)
    for name, group in both.groupby("indicator"):
        told = score(group)
        print(f"{name:26} precision {told['precision']:6.1%}  recall {told['recall']:6.1%}  of {told['stated']}")
    print("all".ljust(26), "  ".join(f"{k} {v:.1%}" if isinstance(v, float) else f"{k} {v}" for k, v in score(both).items()))
    wrong = both[both["outcome"] != "right"]
    columns = [*KEY, "outcome", "value_gold", "bound_gold", "value", "bound", "as_printed", "line"]
    print(wrong[columns].to_string(index=False) if len(wrong) else "no differences")


if __name__ == "__main__":
    main()
