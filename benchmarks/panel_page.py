"""The page about the panel, docs/panel.md, made from the panel itself."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from xclib.model.indicators import read_indicators
from xclib.panels.store import count_figures

#: Rows and reports that a person read, by indicator.
SAMPLES = Path(__file__).with_name("panel_samples.csv")
#: When they did.
MEASURED = "28 to 30 November 2026"
#: Later samples of work reports: figures that the rules had before they were mended for what was missing, and as they are.
LATER = {
    "fourteen": ((294, 315), (311, 315)),
    "twelve": ((256, 270), (269, 270)),
    "eight": ((165, 174), (173, 174)),
    "eight more": ((215, 223), (222, 223)),
    "ten": ((255, 267), (267, 267)),
    "ten that close a term": ((273, 288), (281, 288)),
    "ten across levels and decades": ((215, 225), (225, 225)),
    "ten more of these": ((279, 290), (289, 290)),
    "another ten": ((222, 226), (225, 226)),
    "ten with their plans": ((302, 325), (325, 325)),
    "ten that nothing was mended for": ((274, 280), (280, 280)),
    "ten with a mean of their term": ((252, 268), (265, 268)),
    "ten more": ((259, 280), (278, 280)),
    "the last ten": ((237, 247), (247, 247)),
    "twelve from six decades": ((304, 328), (320, 328)),
    "sixteen of any year and level": ((410, 423), (416, 423)),
    "eight more of any": ((211, 216), (216, 216)),
    "twelve more of any": ((315, 318), (316, 318)),
    "eight of any": ((187, 191), (191, 191)),
    "fourteen of any": ((291, 301), (293, 301)),
    "seven up to 2012": ((176, 186), (180, 186)),
    "twenty, half of them from before 2010": ((486, 509), (507, 509)),
    "ten more of these, read after the mends for them": ((240, 248), (243, 248)),
    "fourteen from 2010 on": ((363, 370), (367, 370)),
    "ten more from 2010 on": ((256, 261), (260, 261)),
    "twelve more from 2010 on, read after the mends for these": ((300, 304), (304, 304)),
    "twelve from before 2010": ((258, 278), (273, 278)),
    "ten more of those, read after the mends for them": ((264, 274), (272, 274)),
    "the beginnings of twenty-two reports and communiques of counties, prefectures and cities from elsewhere": (
        (105, 134),
        (126, 134),
    ),
    "six from before 2010, read after all of these": ((147, 149), (148, 149)),
    "twenty of any year, read whole and once by the rules as they stand": ((542, 550), (542, 550)),
    "another sixteen of any year": ((425, 442), (435, 442)),
    "another twelve of any year": ((299, 300), (299, 300)),
    "twelve of any year, read after the mends for these": ((302, 304), (303, 304)),
    "eleven from before 2010, read after the mends for these": ((269, 275), (273, 275)),
}
#: Rows of other reports as the rules then read them, drawn at random and read against the texts: of 110 reports, then 100 each;
#: the fourth of 200; the last by two stricter readers, for whom what is doubtful is wrong.
FRESH = ((237, 240), (198, 200), (196, 200), (300, 300), (99, 100), (99, 100), (99, 100), (392, 400))
#: Rows that a mending added in 185 reports, the next in all, the goals of terms that the third added, and what further words
#: added in 240 reports that they were not taken from, read against the texts; reasons for what is missing, too.
ADDED, REASONS = ((273, 279), (85, 87), (53, 54), (21, 22)), (24, 26)
#: Outcomes, targets and plans of the indicators that are asked most, at first: of the last twenty-six samples, and of four.
ASKED, ASKED_LAST = (3255, 3316), (547, 554)
#: All that the last four stated, at first, and rows that the panel had for them.
LAST, ROWS_LAST = (1295, 1321), (1309, 1310)
#: Years without a figure of the nation, and why.
HOLES = Path(__file__).with_name("panel_holes.csv")
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
  province or city can be any of them and is no row, unless a smaller local one stands behind it
  (66亿元，其中地方财政收入31亿元): then it is `total_revenue`. Where a name holds more in one place, as its own reports or the
  levels around it show, `wider` in `xclib/panels/rules.yaml` moves its figures (宁波, 青海, 哈尔滨, 湖南), or leaves them out
  where they hold funds (重庆, 黑龙江, 西藏, 乌鲁木齐: 地方财政收入).
- A report of year Y gives outcomes of Y−1 (`actual`), targets for Y (`target`) and goals for several years (`plan`, with
  `first_year` and `period` for the last). A report that a yearbook files under the year it reviews is read as what it is;
  `doc` keeps the name under which it is filed.
- A level of output or revenue planned for one year (力争突破3000亿元) is no row: its target is the rate. One of trade, exports,
  investment, retail sales or spending is a row, beside its rate.
- A mark that was passed (突破3000亿元, 跨上3000亿元台阶) is `>`; the exact level behind it goes before it.
- One number for two (城乡居民收入增长8%) gives both of them a row. An outcome held at a number (控制在3.6%) is that number.
- `preliminary`, `basis`, `coverage` and `scope` are described in [panel-use.md](panel-use.md).
- One report, two statements: a proper name goes before a loose one, the report's own summary before a mention, exact before
  bounded, first before later.
- Two documents, one year: both are rows, and `picked` marks one: a communique before a report, exact before bounded, the later
  before the earlier. `xc.panel` returns those unless `picked=False`.
- `reports.parquet` lists every report that was read, and `absences.csv` the work reports after 1993 without any target or
  without growth of output, with what a rule found in their sentences about it: a person read a sample only (below).
  `xc.coverage` puts both together.
- All pairs that disagree stand in `disagreements.csv`: {apart} in all, {between} of them between documents.
- `name` is the name under which the report states the figure. Until 1997 `urban_income` may be 生活费收入, what is left of
  pay after dues, where a report gives no 可支配收入; 城镇实名制就业 of Liaoning counts as new urban jobs, as does 就业再就业.
  城镇失业率 is the registered rate until reports of 2017; 农民人均收入 counts where a report has no 纯收入.
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
    """Return what a person found who read rows against the texts, and texts before the rows."""
    table = pd.read_csv(SAMPLES)
    ten = table[table["indicator"].isin(FIRST)].sum(numeric_only=True)
    every = table.sum(numeric_only=True)
    shown = table.assign(
        right=[f"{r.drawn - r.wrong - r.doubtful} of {r.drawn}" for r in table.itertuples()],
        recall=[f"{r.found + r.had} of {r.stated + r.later}" if r.stated + r.later else "" for r in table.itertuples()],
        mended=[f"{r.mended + r.has}" if r.stated + r.later else "" for r in table.itertuples()],
    )
    later = ", ".join(f"{name} {_share(*first)}" for name, (first, _) in LATER.items())
    last = [sum(column) for column in zip(*(first for first, _ in list(LATER.values())[-26:]), strict=True)]
    fitted = [sum(column) for column in zip(*(now for _, now in LATER.values()), strict=True)]
    text = f"""## How well it was read
Measured on {MEASURED}, by reading; a row is right with its value, bound, year and status. Intervals are Wilson's, at 95%.

- *Precision*: {every["rows"]} rows, eight of each indicator and the rest at random, each looked up in its text:
  {_share(every["right"], every["rows"])} are right. Of {FRESH[0][1]} rows of 110 other reports, drawn and read later,
  {_share(*FRESH[0])}, of {FRESH[1][1]} of 100 more {_share(*FRESH[1])}, of {FRESH[2][1]} of another hundred
  {_share(*FRESH[2])}; the wrong ones are mended, by kind or by `errata.csv`. Of {FRESH[3][1]} of two hundred more,
  half of them read by the rules as they are, {_share(*FRESH[3])}; of {FRESH[4][1]} more {_share(*FRESH[4])}: one report
  of November tells of its own year, and is in `errata.csv`. Of the last {FRESH[5][1]}, of as many reports,
  {_share(*FRESH[5])}: the mean of a term's air was taken for a year's, and is not now; of another {FRESH[6][1]}
  {_share(*FRESH[6])}: a goal for the year after was taken for the year's, and is not now. Two stricter readers took
  {FRESH[7][1]} rows of as many reports: {_share(*FRESH[7])} are right and beyond doubt in indicator, value, bound, status and
  years (five are wrong, three doubtful). A further twelve were wrong in what is said of preliminary counts or of prices alone;
  both of these are mended by kind, as are four reports that are filed under another year. Of 500 more of as many reports,
  read by one person mostly in windows of text, all of 250 at random are right ({_share(250, 250)}), and 246 of 250 chosen where
  errors are likely; two of these are wrong, two doubtful. Three had a wrong basis. After the mends for these, 149 of 149 of
  further reports are right ({_share(149, 149)}). Of 471 rows of twenty-one reports read whole for recall, two are wrong,
  of 737 of thirty more three, of 925 of thirty-six more two, of 543 of the last twenty one.
  Of 200 more from 2010 on, of as many reports,
  all are right ({_share(200, 200)}). Of some 540 from 2010 on that a rule chose as odd beside their neighbours, ten were
  wrong: seven levels of a part, a growth of the nation's exports that was that of its services (as were five rows beside it),
  an outcome in a glossary, and a mark before its number; five of the parts are in `errata.csv`, the others are mended by kind.
  Of 429 pairs that disagree 295 were read, and 13 picks were wrong; they are mended or in `errata.csv`.
- *Levels far from those of the years around them*, of trade, exports, foreign capital, investment, retail, grain and jobs: some
  110 were read, and about 55 were sums of a term, parts of the area or misprints. Thirty sums of a term, three parts and five
  others among them are mended by hand, in `errata.csv`, and not by a rule: a report that is not here may still give such a sum
  as that of a year.
- *Recall*: forty documents from 1994 on, drawn at random; what they state of all indicators was written down before the panel
  was looked at. Of {every["stated"]:,} figures the panel had {_share(every["found"], every["stated"])}, of those of the ten
  indicators that are asked most {_share(ten["found"], ten["stated"])}. Then the rules were mended for the kinds of what was
  missing, and had {_share(every["mended"], every["stated"])}: a fit.
- *Recall, unseen*: other work reports, drawn and annotated in the same way after that, one sample after another, each read by
  the rules as they then were: {later}. Mended for these too, the rules have {_share(*fitted)} of them all: a fit.
  The last three hundred and fourteen together had {_share(*last)}, of the ten indicators that are asked most
  {_share(*ASKED)}. Nine of the 23 figures that the ten with their plans lacked were goals of the next term, in a chapter
  that was taken for the review; in some 200 of all reports such a chapter, or a part of one, is read as the plan since then.
  Six of the 16 that the ten with a mean of their term lacked stood behind a mean since its beginning, which was taken for
  theirs; eight of the 21 of the ten more were shares of three industries: of 680 such triples in all reports 78 were not
  read, for the words of their change (变为, 转为, 发展为) or their name (三大产业比例). The last ten were read after
  that. Of the 24 that the twelve from six decades lacked, thirteen were goals of a term in one chapter, under a heading of the
  1990s; such headings are read now. Of the 18 that the sixteen and the eight more of any lacked, five were people who left
  poverty, two homes, and three shares of industries behind a zone; three were caps of a whole term, which are no row. All four
  that the eight of any lacked were goals of a term in one paragraph, which named the year from which it begins. Of the 20 that
  the fourteen of any and the seven up to 2012 lacked one was of the ten that are asked most; six stood in one sentence of
  2002, and most of the others under names of their decade, four of which are known now. Of the 31 that the last thirty lacked
  four were of the ten that are asked most; seven were people who left poverty, beside a count of their villages or of kinds of
  the poor, seven stood in one communique, and six in the words and numerals of three reports of the nation before 1986.
  Of the 16 that the thirty-six from 2010 on lacked four were of the ten that are asked most; four stood behind a zone that
  opened their sentence, and four were air under other words. Of the 20 that the twelve from before 2010 lacked seven stood in
  communiques of the 1980s and an account of 1958, and eight in one report of a term; of the 29 of the texts from elsewhere
  seven were of counties and a prefecture by their own words, twelve shares of industries in other forms, and four stood under a
  heading of goals that were reached, which was taken for the plan. The clauses of the six may have stood in lists of names that
  were read before. Nothing was mended for the twenty of any year, three of them from before 2010; of the ten indicators that
  are asked most they have {_share(243, 245)}. Of the 8 that they lack two are grain in 百亿斤 and two stand in lists that share
  a name. Seventeen numbers more could be argued for (people out of want, homes of one kind, caps of a term); none is a row.
  The four samples that follow are of fifty-one documents, and at first had {_share(*LAST)}, of the ten that are asked most
  {_share(*ASKED_LAST)}. Of the 17 that the first of them lacked five stood in a chapter on the term ahead whose heading has no
  word for goals, and three under a city's own short name for retail sales (社消零); both are read now. Of the
  {ROWS_LAST[1]:,} rows of these documents one was wrong, the investment of a zone. Four numbers of a price index and fifty that
  could be argued for are not counted. Clauses of the eleven from before 2010 may have stood in lists that were read before.
- *A search without a sample*: in 300 reports (450 for zones and goals of a term) every number behind a wide pattern of a name,
  of which the panel had no row, was listed. Of some 1,500 that were read about 60 were missed, of more than 7,700 figures; six
  in ten of them are mended. Then in some 2,100 reports from 2010 on every number under a headline's own name was listed whose
  indicator had no row of that status: of some 330 of a single year about 70 were missed, of some 51,000; most are mended.
  Last, in all reports, the words before every number beside four or more rows of its paragraph were counted: some thirty
  figures stood there under names that no rule knew, and are read now.
- *Rows that the last mendings added*: {ADDED[0][1]} were read, {_share(*ADDED[0])} were right, then {ADDED[1][1]},
  {_share(*ADDED[1])}; all but one of the others are mended. Then goals of terms: {ADDED[2][1]} were read, {_share(*ADDED[2])}.
  Of {ADDED[3][1]} that further words added in 240 other reports, {_share(*ADDED[3])}: one is the growth of a term.
  Of 90 that came then in 800 reports eight were wrong, all prices of investment taken for investment; they are mended.
  Of some 270 that came last in 1,100 reports one was wrong, the people of several years; the rule that gave it is narrowed.
  All of 50 that came after that are right, and all of 13 rates whose basis was that of the list before them.
- *Reasons for what is missing* (`absences.csv`): {REASONS[1]} were read, {REASONS[0]} were true; the two faults are mended.
- An earlier sample looked only at numbers behind a name of an indicator and found 97.4% there. It could not see what the rules
  did not know: names of two clauses, plans of five years, whole parts of a report taken for another.

What is missing most: figures in clauses without their name, or behind a time that is not theirs. Wrong most often: a zone or
private firms that the clause before has named, outcomes in the part that plans, and goals read as outcomes.

"""
    columns = ["indicator", "right", "wrong", "doubtful", "recall", "mended"]
    return text + _each(every) + _table(shown[columns]) + "\n" + _holes()


def _each(every: pd.Series[int]) -> str:
    """Return what the table by indicator is counted from; ``every``: the sums of its columns."""
    sound = every["drawn"] - every["wrong"] - every["doubtful"]
    recall = _share(every["found"] + every["had"], every["stated"] + every["later"])
    return f"""### Each indicator
- *right*, *wrong*, *doubtful*: sixty rows of each indicator that `xc.panel` returns, drawn at random, or all where there are
  fewer, as they stood before anything was mended for them. One person read the {every["drawn"]:,} rows once, quickly, in
  windows of some eighty characters, and more of the sentence where that did not tell area, year or status: what a heading or an
  earlier sentence turns round can be overlooked. {_share(sound, every["drawn"])} are right beyond doubt in indicator, value,
  bound, status and years. Every indicator has the same weight here, so this is no mean of all rows.
- Of the {every["wrong"]} wrong ones four are the people of districts or of a new town; all 91 rows of `population` were read
  for them, and a fifth was found. The others are a part of the area (industry or exports without the centre's), a plan for the
  year after, a standard of the nation, the sum of a term, a goal of the year taken for one of five years, and a bound that
  stands before its unit (低于每立方米), read as exact. `errata.csv` takes out all but the last, and ten that were found beside
  them. Four rows of the last kind are in the panel, with the right number.
- The {every["doubtful"]} doubtful ones: a growth of trade or output by local firms or without the Corps, a quota that may
  come on top of another, an amount too large for its city, and a growth of spending beside two levels.
- *recall*: what reports state and the panel had at first, of the forty documents above and of those later samples of which the
  first reading is kept by indicator (211 reports or beginnings of reports): {recall} of {every["stated"] + every["later"]:,}.
  Of the samples before these only the totals above are kept. *mended*: what it has now, {every["mended"] + every["has"]:,}, a
  fit. Least was found at first of people out of poverty, shares of industries, homes, air and people.

"""


def _share(good: int, of: int) -> str:
    """Return a share with its interval.

    >>> _share(396, 400)
    '99.0% (97.5–99.6)'
    """
    low, high = proportion_confint(good, of, method="wilson")
    return f"{100 * good / of:.1f}% ({100 * low:.1f}–{100 * high:.1f})"


def _holes() -> str:
    """Return the years from 1995 on for which the nation's series have nothing, and why."""
    text = """### Holes of the nation's series
Reports and communiques of all years from 1995 on are there. What they do not state, each looked up in its text:

"""
    return text + _table(pd.read_csv(HOLES, dtype=str))


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
    worst = worst[["doc", "line", "indicator", "status", "period", "value", "check", "detail", "fate", "reason"]]
    worst = worst.assign(doc=worst["doc"].str.removeprefix("政府工作报告-"), value=[f"{v:g}" for v in worst["value"]])
    return text + _table(counts) + f"\n### The first {len(worst)}, those only flagged first\n" + _table(worst)
