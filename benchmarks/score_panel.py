"""Score the headline panel against a gold set, and against a list of known faults.

    python benchmarks/score_panel.py ../shared/standard/panel-dev.gold.tsv ../shared/reports/reports.parquet
    python benchmarks/score_panel.py ../shared/standard/panel-dev.gold.tsv data/raw/panel/panel.parquet \\
        --known ../shared/standard/panel-known.csv

Precision and recall are by indicator, status, period and value. A panel is scored as it is; of a file of reports, those of
the gold set are read first.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from xclib.corpus.input import iter_items
from xclib.corpus.run import read_chunk
from xclib.panels.headlines import build_panel

#: What the gold set takes in.
INDICATORS = {
    *("gdp", "gdp_growth", "revenue", "revenue_growth", "fai_growth", "retail_growth"),
    *("unemployment_registered", "unemployment_surveyed", "cpi", "urban_new_jobs"),
}
KEY = ["doc", "indicator", "status", "period"]


#: A fault whose row should not be there, and one whose row should be more than its number.
_NO_ROW, _MORE = ("none", "no ", "local part"), "> (not =)"
_RIGHT = re.compile(r"(?P<bound>>=|<=|>|<|~|about )?(?P<value>-?[\d.]+(?:e[+-]?\d+)?)(?:–(?P<high>[\d.]+))?(?: \(L\d+\))?")


def read_panel(reports: Path, docs: set[str]) -> pd.DataFrame:
    """Return the panel of the named reports."""
    if "text" not in pq.read_schema(reports).names:
        whole = pd.read_parquet(reports)
        return whole[whole["doc"].isin(docs)]
    part = read_chunk([item for item in iter_items([reports]) if item.doc in docs])
    assert not part.failures, part.failures
    return build_panel(pd.DataFrame(part.figures))


def compare(panel: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """Return all rows of both, with ``outcome``: right, bound (value right, bound wrong), value, spurious, missed."""
    mine = panel[panel["indicator"].isin(INDICATORS) & panel["status"].isin(["actual", "target"])].astype({"period": str})
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


def is_mended(right: str, row: pd.Series | None) -> bool:
    """Return whether a row of the panel, or its absence, is what a known fault asks for."""
    if right.startswith(_NO_ROW):
        return row is None
    if row is None or right == _MORE:
        return row is not None and row["bound"] == ">"
    found = _RIGHT.fullmatch(right)
    assert found is not None, right
    value, high = float(found["value"]), found["high"]
    return abs(row["value"] - value) <= 1e-6 * abs(value) and (high is None or row["value_high"] == float(high))


def score_known(panel: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the known faults with ``mended``, and what the panel has in their place."""
    rows = {key: row for key, (_, row) in zip(panel[KEY].astype(str).itertuples(index=False), panel.iterrows(), strict=True)}
    found = [rows.get(key) for key in known[KEY].itertuples(index=False)]
    mended = [is_mended(right.strip(), row) for right, row in zip(known["right_value"], found, strict=True)]
    return known.assign(mended=mended, found=["" if row is None else f"{row['bound']}{row['value']:g}" for row in found])


def main() -> None:
    """Print the scores, by indicator and in all, and every difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="gold set, tab-separated")
    parser.add_argument("reports", type=Path, help="reports.parquet, or a panel")
    parser.add_argument("--known", type=Path, help="known faults with their right values, as CSV")
    options = parser.parse_args()
    if options.known:
        known = pd.read_csv(options.known, dtype=str, keep_default_na=False)
        told = score_known(read_panel(options.reports, set(known["doc"])), known)
        print(f"known faults mended: {told['mended'].sum()} of {len(told)} ({told['mended'].mean():.1%})")
        print(told[~told["mended"]][[*KEY, "right_value", "found"]].to_string(index=False))
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
