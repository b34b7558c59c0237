"""The page about the panel, docs/panel.md, made from the panel itself."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from xclib.model.indicators import read_indicators
from xclib.panels.store import count_figures

#: Rows and reports that a person read, by indicator.
SAMPLES = Path(__file__).with_name("panel_samples.csv")
#: The ten indicators that are asked most.
FIRST = (
    *("gdp", "gdp_growth", "revenue", "revenue_growth", "fai_growth", "retail_growth", "cpi", "urban_new_jobs"),
    *("unemployment_registered", "unemployment_surveyed"),
)
#: Doubts that the page names.
WORST = 40

HEAD = """# The panel: what it holds, and how far to believe it

Made by `benchmarks/build_panel.py`; do not edit.

`xc.panel()` answers from `data/raw/panel/panel.parquet`: {rows} figures of {docs} documents, {first}–{last}.

## What counts
- The area's own figure for the whole year. Districts, zones, sectors, part-years and means of past years are left out.
- Three revenues are three indicators: `revenue` is the local general budget (一般公共预算收入 and its older names),
  `total_revenue` holds the centre's share (财政总收入, 全口径), `fund_revenue` is that of government funds. Plain 财政收入 of a
  province or city can be any of them and is no row. Where a local name stands for the whole, as the levels of the years around
  it show, an erratum moves the row.
- A report of year Y gives outcomes of Y−1 (`actual`), targets for Y (`target`) and goals for several years (`plan`, with
  `first_year` and `period` for the last). A report that a yearbook files under the year it reviews is read as what it is;
  `doc` keeps the name under which it is filed.
- A level of output or revenue planned for one year (力争突破3000亿元) is no row: its target is the rate.
- A mark that was passed (突破3000亿元, 跨上3000亿元台阶) is `>`; the exact level behind it goes before it.
- One number for two (城乡居民收入增长8%) gives both of them a row. An outcome held at a number (控制在3.6%) is that number.
- `preliminary`, `basis`, `coverage` and `scope` are described in [panel-use.md](panel-use.md).
- One report, two statements: a proper name goes before a loose one, the report's own summary before a mention, exact before
  bounded, first before later.
- Two documents, one year: both are rows, and `picked` marks one: a communique before a report, exact before bounded, the later
  before the earlier. `xc.panel` returns those unless `picked=False`.
- `reports.parquet` lists every report that was read, and `absences.csv` the work reports after 1993 without any target or
  without growth of output, with what a rule found in their sentences about it: no person read them. `xc.coverage` puts both
  together.
- All pairs that disagree stand in `disagreements.csv`: {apart} in all, {between} of them between documents.
- `name` is the name under which the report states the figure.
"""


def page(panel: pd.DataFrame, doubts: pd.DataFrame, apart: pd.DataFrame, errata: pd.DataFrame) -> str:
    """Return the page."""
    period = panel["period"].astype(int)
    head = HEAD.format(
        rows=f"{len(panel):,}",
        docs=f"{panel['doc'].nunique():,}",
        first=period.min(),
        last=period.max(),
        apart=len(apart),
        between=int((apart["doc"] != apart["other_doc"]).sum()),
    )
    return "\n".join([head, _samples(), _coverage(panel), _names(panel), _doubts(doubts, errata)])


def _table(frame: pd.DataFrame) -> str:
    rows = [frame.columns.tolist(), ["---"] * frame.shape[1], *frame.astype(str).to_numpy().tolist()]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows) + "\n"


def _samples() -> str:
    """Return what a person found who read rows against the texts, and texts against the rows."""
    table = pd.read_csv(SAMPLES)
    found, missed = table["found"].sum(), table["missed"].sum()
    first = table[table["indicator"].isin(FIRST)]
    read = table.dropna(subset=["rows"])
    shown = table.assign(
        precision=[f"{int(r.right)} of {int(r.rows)}" if pd.notna(r.rows) else "" for r in table.itertuples()],
        recall=[f"{r.found} of {r.found + r.missed}" for r in table.itertuples()],
    )
    ten = first["found"].sum() / (first["found"] + first["missed"]).sum()
    text = f"""## How well it was read
Two samples, read before the rules were mended for what they showed, so that the panel is a little better now than this table:

- *Precision*: 60 rows of an indicator, drawn at random, each looked up in its text: {int(read["right"].sum())} of
  {int(read["rows"].sum())} are right. Of 435 rows drawn over all indicators and statuses before them, all values were
  right, and one basis was not.
- *Recall*: 120 work reports, drawn at random from 1994 on, in five rounds of 24; every number behind a name of an indicator
  that the panel lacks was read. {found / (found + missed):.1%} of {found + missed:,} stated figures were there; of the
  ten indicators that are asked most, {ten:.1%}.
  A figure whose number the report states elsewhere for another indicator was not looked for.

"""
    return text + _table(shown[["indicator", "precision", "recall"]])


def _coverage(panel: pd.DataFrame) -> str:
    counts = count_figures(panel).groupby("level").sum(numeric_only=True).T
    counts.insert(0, "figures", counts.index)
    return "## How many, by level\n" + _table(counts.reset_index(drop=True))


def _names(panel: pd.DataFrame) -> str:
    """Return the official names with their years, and the reports' own first, last and commonest use."""
    rows = []
    year = panel["period"].astype(int) + panel["status"].eq("actual")
    for code, entry in read_indicators().items():
        mine = panel["indicator"].isin([code, f"{code}_growth"]) | (panel["indicator"] == code)
        for used in entry.names:
            years = year[mine & panel["name"].str.contains(used["name"], regex=False)]
            if len(years):
                told = [years.min(), years.max(), years.mode().iloc[0], len(years)]
                official = f"{used.get('since', '')}–{used.get('until', '')}"
                rows.append([code, used["name"], official, *told])
    columns = ["indicator", "name", "official", "first used", "last used", "most used", "figures"]
    text = """## Names over time
Official years are those of the catalogue (`names` in `xclib/model/indicators.yaml`); the rest is measured in the panel, by the
year of the report. Reports keep old names for years. A name before its time is a doubt, listed below.
"""
    return text + _table(pd.DataFrame(rows, columns=columns))


def _doubts(doubts: pd.DataFrame, errata: pd.DataFrame) -> str:
    counts = doubts.pivot_table(index="check", columns="fate", values="doc", aggfunc="count", fill_value=0).reset_index()
    text = f"""## Doubts and their fate
Every value that fails a check stands in `doubts.csv` with document, line and fate: `corrected` or `taken out` by `errata.csv`
({len(errata)} rows, each with its reason), `explained` by a cause that is known or read in the text (`fates.csv`, and
`explained` in `xclib/panels/rules.yaml`), else `flagged`: the row stays, and its `flag` names the check.

- `range`: outside what is plausible · `jump`: a level more than 2.5 times the last one, or less than its inverse
- `identity`: levels of two years and the stated growth do not fit · `revenue above gdp`: above six tenths of it
- `several years`: new jobs far from the area's other years · `far from target`: outcome against the target set a year before
- `recalled otherwise`: the next report says that the target was another · `name before its time`

"""
    order = {"flagged": 0, "corrected": 1, "taken out": 2, "explained": 3}
    worst = doubts.assign(turn=doubts["fate"].map(order)).sort_values(["turn", "check", "doc"], kind="stable").head(WORST)
    worst = worst[["doc", "line", "indicator", "status", "period", "value", "check", "told", "fate", "reason"]]
    worst = worst.assign(doc=worst["doc"].str.removeprefix("政府工作报告-"), value=[f"{v:g}" for v in worst["value"]])
    return text + _table(counts) + f"\n### The first {len(worst)}, those only flagged first\n" + _table(worst)
