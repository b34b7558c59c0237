"""A report's own figures: each thing with its outcome, its change, its target and its rank, and the most telling of a topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

import pandas as pd

from xclib.analyses.history import handed_down, second_revenue, without_parts
from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.model.gloss import gloss
from xclib.model.indicators import read_indicators
from xclib.pages import Page
from xclib.panels.match import indicator_of
from xclib.words.themes import of_topic, own, themes
from xclib.words.wording import LANGS, full_label, in_period, shown_label, totals, uncapital

#: Things shown of a topic: of many figures one in eight, at least and at most.
MOST, _ONE_IN, _LIMIT = 20, 8, 60
#: Things named on a first screen that has nothing else to say.
FIRST = 3
#: What a thing may have, and what it counts for in choosing: a level beside its change, a target with a number, a rank. Rows
#: of a table are parts of what the text says itself.
_PARTS = {"outcome": 2, "change": 2, "aim": 2, "place": 2}
_KNOWN, _MONEY, _SHARE, _ROW = 3, 1, 1, -1
#: How far a number in round words (over 100) may lie from the one to the digit (101.3).
_ROUGH = 0.1
#: How many times an outcome a target may be, or the other way round, where a label alone makes one thing of the two: the firms
#: that a plan adds are not those that there are.
_NEAR = 3
#: A label that says what is done is of as much as was done, in a plan as in a review.
_DEED = re.compile("新增|净增|新建|改建|改造|加装|整治|修|新(?:培育|认定|引进|开工)")
_RATE = re.compile(r"(?:的)?(?:增速|增幅|涨幅|增长率|增长|增)$")
#: The column of a table that gives both: tea, of exports by quantity and by value.
_COLUMN = re.compile(r"(?<=.)(?:数量|金额)(?=（[^（）]{1,20}）$)")
#: Labels that name nothing: a rank of 企业 or 12 of 方面 tells a reader little, nor does a verb, a kind of place or, but for
#: products, one character alone.
_BARE = re.compile(
    r"^(?:企业|项目|工作|方面|方面工作|方面的工作|措施|问题|任务|行动|活动|领域|重点|个|建议|城市|县|市|省|区|乡镇|村|控制线|底线"
    r"|工程|指标|事项|试点|体系|机制|机遇|成果|关键词|国家级|省级|市级|保留|整合|提升|改革前|纵深|书记|领导"
    r"|规划|事情|经验|时间|数量|省数量|净增数|总量|总计|幅度|部门|单位|标准|文件|专业|当[月季]|一般|不满|一大批|大中型|好成绩|[大新]台阶"
    r"|办好|新建|培育|改造|提出|投入|实事|组织|派出|开行|精简|资助|扩容|集聚|过审|编制|稳定|持平|省下|即可|应取消|新(?:制定|竣工|入库|投产|引进)"
    r"|小区|片区|区域|县域|县城|城镇|农村|乡村|乡级|村庄|村落|镇村|市县|省市县?|地市|省份|国家|沿海|整[市县]|建成区外?|核心区"
    r"|增加值|利润|税收|总?投资|生产线|引进|.{0,5}(?:儿女|人民)(?:的.*)?|统一|是[^，]*前|.*支撑作用|(?:县|市|区)（[市、区]+）|此测算|政府|省财政|市财政|行业|产品|支柱|好|实施|建成|先发行|家庭|群众|安置区|[省市]重点|整[省市县]试点|.+(?:力争|等)|方面重点任务|政府性|国家和省级"
    r"|(?:实现)?(?:营收|营业收入|产值|销售(?:额|收入))|设区市|地级市|地级以|基本消除.*|[^纱布油煤盐糖]|)$"
)
#: A small count in words (四大, 两个) is part of a name or a list, and measures nothing.
_IN_WORDS = re.compile(r"[一二两三四五六七八九十]+")
#: Behind an amount stands the same in another currency.
_CONVERTED = re.compile(r"[（(](?:折|约?合|相当于)[^）)]{0,5}$")
#: What a number under one without a unit may be.
_RATIO = re.compile("比|系数|指数|率|度")
#: Growth beside that of the amount as booked.
_DEFLATED = re.compile("扣除价格|实际增长|实际下降")
#: Coverage of figures that are no year's.
PARTLY = ("half", "quarter", "months")
#: A level of government or a size of firms alone names nothing: it is a part of what the figure before is of.
_PART = re.compile("[省市区县州]本级|地方级|限额?以上(?:单位)?|规模?以上|占.+")
#: What joins names that share a number.
_JOINED = re.compile("[和与及、]")
#: What names a thing.
_NAMES = ("label", "label_zh", "label_en", "scope", "measure", "unit_code")
_COLUMNS = ["theme", "apart", "outcome", "change", "aim", "amount", "place", "weight", "figure_ids", "topics"]


_MORE = ("新增", "净增")
#: Names of amounts of money whose growth stands alone.
_AMOUNT = "生产总值|产值|增加值|收入|支出|投资|零售额|利润|税收|外资|出口|进口"


Row = dict[str, Any]
#: By what a thing is known: its name, the years that it is apart of, and which of that name it is.
Key = tuple[str, str, int]


def things(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return a report's figures by what they measure, one row a thing.

    The columns of the figure that names the thing, and ``theme``, ``apart`` (a period other than the year and the next, or
    ``total``; else empty), ``outcome`` (of the year), ``change`` on the year before, ``aim`` (target for the next year),
    ``amount`` (set beside an aim that is a rate) and ``place`` (rank) as quantities or None, ``weight``, by which
    `most_telling` chooses, and ``figure_ids``. A figure of other years has a row of its own: a total of five years stands
    beside no single year's. ``figures``: rows of `xclib.figures` of a report; ``year``: year reported on; targets are those of
    the year after.
    """
    kept = own(without_parts(figures))
    kept = kept.assign(theme=themes(kept))
    rows = [part for row in records(kept.sort_values(["line", "start"], kind="stable")) for part in _of_each(row)]
    _name_rows(rows)
    families = {_bare(row): row["indicator"].removesuffix("_growth") for row in reversed(rows) if row["indicator"]}
    required = handed_down(pd.DataFrame(rows, columns=kept.columns))
    found: dict[Key, Row] = {}
    for row, total, down in zip(rows, totals(rows), required, strict=True):
        if total and "累计" not in str(row["prefix"]):
            row["prefix"] = f"累计{row['prefix']}"
        if down:
            row |= {"label_zh": f"{full_label(row)}（上级要求）", "label_en": f"{shown_label(row, 'en')} (required from above)"}
        _put(found, row, _name_of(row, families, down), *_slot(row, year))
    whole = _with_amounts(found)
    tell_apart(whole)
    made = [thing | {"weight": _weight(thing)} for thing in whole]
    return pd.DataFrame(made, columns=[*figures.columns, *_COLUMNS])


def _name_rows(rows: Sequence[Row]) -> None:
    """Give figures their indicators, and names that stand alone; rows are changed."""
    _name_sectors(rows)
    before: Row = {}
    for row in rows:
        if _PART.fullmatch(str(row["label"])) and before.get("line") == row["line"] and not row["scope"]:
            row["label_zh"] = f"{before['label']}（{row['label']}）"
        elif row["measure"] in ("level", "growth"):
            before = row
        # By how much it grew is another thing than how much it is.
        more = full_label(row).removesuffix(str(row["label"])) in _MORE
        row["indicator"] = "" if more else row["indicator"] or indicator_of(row)
        if known := read_indicators().get(row["indicator"]):
            row["label_en"] = row["label_en"] or known.named(row["label"])
    if not any(row["indicator"].startswith("revenue") for row in rows):
        for row in rows:
            row["indicator"] = row["indicator"] or second_revenue(row)


def _name_of(row: Row, families: Mapping[str, str], down: bool) -> str:
    """Return the name by which figures of one thing are known; ``families``: indicators by what their figures measure."""
    # Five firms that trade for more than so much are none of the trade.
    counted = row["unit_code"] == "NR" and row["measure"] == "level"
    name = row["indicator"].removesuffix("_growth") or (_bare(row) if counted else families.get(_bare(row), _bare(row)))
    # The rank of a growth is none of the amount.
    name += "增速位次" * (row["measure"] == "rank" and _bare(row) != full_label(row))
    # Nor is a multiple of an earlier level: 1.5 times that of 2025.
    name += "倍数" * (row["unit_code"] == "X" and row["measure"] == "level")
    # By how much it changed is another thing than how much there is.
    name += "上级" * down + "变动" * (row["measure"] == "change")
    return str(name + "名" * (row["unit"] == "大"))  # six large industries are a name, and no amount of theirs


def _put(found: dict[Key, Row], row: Row, name: str, slot: str, span: str) -> None:
    """Put a figure into the thing of its name that takes it, or into a new one."""
    many = next(n for n in count() if (name, span, n) not in found)
    # A change is of the amount stated last, but not of that in dollars behind it; what else is, of the first without one.
    places = sorted(range(many), key=lambda n: _lies_back(found[name, span, n], n)) if slot == "change" else range(many)
    nth = next((n for n in places if _takes(found[name, span, n], slot, row)), many)
    empty = {**row, **dict.fromkeys((*_PARTS, "amount")), "apart": span, "figure_ids": [], "topics": [], "of": {}}
    thing = found.setdefault((name, span, nth), empty)
    if slot == "outcome" and thing["measure"] != row["measure"]:
        thing |= {k: row[k] for k in row if k != "theme"}  # a level names the thing, not its growth
    elif slot == "aim" and thing["measure"] == "growth" and row["measure"] == "level":
        thing |= {k: row[k] for k in _NAMES}  # so does a target that is an amount
    elif thing["status"] == "target" and slot in ("outcome", "change"):
        thing |= {k: row[k] for k in ("status", "period")}  # of a thing with both, the period is that of the outcome
    exact = slot != "aim"  # of an outcome the number to the digit is shown, of a target the words of its bound
    if thing[slot] is None or ((thing[slot].bound == "=") != exact and (row["bound"] == "=") == exact):
        thing[slot] = Quantity.of(row)
        thing["of"][slot] = row
    thing["figure_ids"].append(row["figure_id"])
    thing["topics"] += [] if row.get("again") else [row["theme"]]


#: What names the shares of three sectors that stand in one ratio, and what each is called.
_SECTORS = re.compile("[三3]次产业(?:的|增加值)?(?:结构|比重|比例|占比)|一、?二、?三次?产业(?:的)?(?:结构|比重|比例)")
_SECTOR = (("一", "primary"), ("二", "secondary"), ("三", "tertiary"))


def _name_sectors(rows: Sequence[Row]) -> None:
    """Name each share in a ratio of the three sectors, 8:40:52, by its sector, and write it in percent; rows are changed."""
    bare = [row for row in rows if row["unit"] == "" and row["measure"] == "level" and _SECTORS.search(str(row["label"]))]
    while len(ratio := bare[:3]) == len(_SECTOR):
        of_one = len({(row["line"], row["label"], row["period"]) for row in ratio}) == 1
        if not of_one or abs(sum(row["value"] for row in ratio) - 100) > 1:
            bare = bare[1:]
            continue
        bare = bare[3:]
        for row, (zh, en) in zip(ratio, _SECTOR, strict=True):
            named = {"label_zh": f"第{zh}产业比重", "label_en": f"Share of the {en} sector"}
            row |= named | {"label": named["label_zh"], "unit": "%", "unit_code": "PT"}


def _of_each(row: Row) -> list[Row]:
    """Return a figure once for each indicator that its label joins: 城镇居民收入和农民收入 that are both to grow by 9%.

    All but the first are marked ``again``: the report states one number.
    """
    parts = _JOINED.split(str(row["label"])) if row["measure"] == "growth" else []
    named = [row | {"label": part, "label_zh": "", "indicator": indicator_of({**row, "label": part})} for part in parts]
    codes = {part["indicator"] for part in named} - {""}
    if row["indicator"] or len(parts) < 2 or len(codes) < len(parts):
        return [row]
    labels = {code: read_indicators()[code].en for code in codes}
    return [part | {"label_en": labels[part["indicator"]], "again": n > 0} for n, part in enumerate(named)]


def _with_amounts(found: dict[Key, Row]) -> list[Row]:
    """Return things with one aim each: of a rate and an amount that are set for the next year the rate, the other beside it."""
    made = dict(found)
    for (name, span, nth), thing in found.items():
        first = found[name, span, 0]
        alone = nth and not span and not any(thing[part] for part in _PARTS if part != "aim")
        of = [one["of"].get("aim") for one in (first, thing)]
        kinds = {(row["measure"], row["unit_code"] == "PT") for row in of if row}
        if alone and first["amount"] is None and kinds == {("growth", True), ("level", False)}:
            first["aim"], first["amount"] = sorted((first["aim"], thing["aim"]), key=lambda aim: aim.unit != "%")
            first |= {part: [*first[part], *thing[part]] for part in ("figure_ids", "topics")}
            del made[name, span, nth]
    return [*made.values()]


def tell_apart(made: list[Row]) -> None:
    """Put the Chinese label behind an English name that several things share, such as investment with and without farms.

    ``made``: rows of `xclib.figures` or of `things`; they are changed.
    """
    named = [thing for thing in made if thing["label_en"]]
    labels: dict[tuple[str, ...], set[str]] = {}
    for thing in named:
        labels.setdefault((thing["label_en"], thing["measure"], thing.get("apart", "")), set()).add(_bare(thing))
    shared = [thing for thing in named if len(labels[thing["label_en"], thing["measure"], thing.get("apart", "")]) > 1]
    for thing in shared:
        thing["label_en"] = f"{thing['label_en']} ({_bare(thing)})"


def _bare(row: Row) -> str:
    """Return what a figure measures without the words that make a rate of it."""
    label = _COLUMN.sub("", full_label(row))
    return _RATE.sub("", label) or label


def _lies_back(thing: Row, nth: int) -> tuple[bool, int]:
    """Return how far back a thing lies for one who reads on; what only converts an amount is passed over."""
    of = thing["of"].get("outcome")
    return bool(of and _CONVERTED.search(str(of["prefix"]))), -nth


def _takes(thing: Row, slot: str, row: Row) -> bool:
    """Whether a figure may stand in a thing: its place is free, and the targets and outcomes there are of the same as it.

    The growth of mining in a paragraph on output is none of its investment in another: where no indicator names a thing, level
    and change stand in one paragraph or one row of a table.
    """
    if slot == "outcome" and _DEFLATED.search(str(thing["of"].get("change", {}).get("prefix", ""))):
        return False  # real growth stands behind its level
    apart = [of for part, of in thing["of"].items() if {part, slot} == {"outcome", "change"} and of["line"] != row["line"]]
    if apart and not row["indicator"] and not apart[0]["indicator"]:
        return False
    beside = [of for part, of in thing["of"].items() if {part, slot} in ({"aim", "outcome"}, {"aim", "change"})]
    return _is_free(thing[slot], row) and all(_alike(row, of) for of in beside)


def _alike(row: Row, of: Row) -> bool:
    """Whether a target and an outcome can be of one thing: where no indicator says so, unit, measure and size have to."""
    if row["indicator"] or of["indicator"]:
        return True
    if row["unit_code"] != of["unit_code"]:
        both = {row["unit_code"], of["unit_code"]}  # an amount and its growth, or a count with and without its counter
        return "PT" in both or both == {"NR", "1"}
    less, more = sorted(abs(r["value"] * r["factor"]) for r in (row, of))
    near = row["measure"] != "level" or _DEED.search(full_label(row)) or more <= _NEAR * less
    return row["measure"] == of["measure"] and bool(near)


def _is_free(there: Quantity | None, row: Row) -> bool:
    """Whether a figure finds its place empty, or filled by the same number, which the report states again.

    An outcome that is stated once in round words (over 100) and once to the digit (101.3) is one number, and so is a target
    that the text words otherwise than the plan table (no more than 3.5%, below 3.5%), or an outcome in two such words.
    """
    if there is None:
        return True
    found = Quantity.of(row)
    if (there.is_range or found.is_range) and (there.low, there.high) != (found.low, found.high):
        return False
    if (there.printed, there.bound, there.unit) == (found.printed, found.bound, found.unit):
        return True
    if row["status"] == "target" or "=" not in (there.bound, found.bound):
        ways = {there.bound[0], found.bound[0]} - {"="}  # a floor is no cap
        return len(ways) < 2 and (there.printed, there.unit) == (found.printed, found.unit)
    if row["status"] != "actual" or there.unit != found.unit or (there.bound == "=") == (found.bound == "="):
        return False
    rough, number = (found, there.printed) if there.bound == "=" else (there, found.printed)
    return rough.low <= number <= rough.high and abs(number - rough.printed) <= _ROUGH * abs(number)


def _slot(row: Row, year: int) -> tuple[str, str]:
    """Return which part of a thing a figure is, and the period that the thing is of; empty of the year and of the next."""
    period = str(row["period"])
    if row["status"] == "target":
        return "aim", "" if period == str(year + 1) else period
    slot = {"rank": "place", "growth": "change", "change": "change"}.get(row["measure"], "outcome")
    total = "累计" in str(row["prefix"]) and row["unit_code"] != "PT" and "/" not in row["unit"]  # a mean to date is no sum
    # Of half a year is another number than of the year.
    part = row["coverage"] in PARTLY and row["status"] == "actual"
    return slot, "total" if total else "" if period in (str(year), "") and not part else period


def _weight(thing: Row) -> int:
    filled = sum(points for part, points in _PARTS.items() if thing[part] is not None)
    known = _KNOWN * bool(thing["indicator"]) + _MONEY * (thing["unit_code"] == "CNY") + _SHARE * (thing["unit_code"] == "PT")
    listed = _ROW * (str(thing["label_zh"]).startswith(f"{thing['label']}（") and thing["scope"] == "")
    return filled + known + listed if _measures(thing) else 0


def is_bare(row: Mapping[str, Any]) -> bool:
    """Whether the label of a figure names nothing: 总投资, of which works it does not say."""
    return _BARE.match(full_label(row)) is not None


def _measures(thing: Mapping[str, Any]) -> bool:
    """Whether a thing measures something: its label names it, and its number is no part of a name."""
    if thing["indicator"] or thing["measure"] == "rank":
        return not is_bare(thing)
    listed = bool(_IN_WORDS.fullmatch(str(thing["number"])))
    if thing["unit"] == "" and abs(thing["value"]) < 1 and not _RATIO.search(full_label(thing)):
        return False  # half of the world's new capacity: of what, the label does not say
    return not (listed or thing["unit"] == "大" or is_bare(thing) or (thing["unit"] == "" == thing["theme"]))


def most_telling(things: pd.DataFrame, topic: str, most: int = 0) -> pd.DataFrame:
    """Return the most telling things of a topic in the order of the text; ``most`` is by default what `rows_for` gives.

    Those with more of outcome, change, target and rank come first, then those of the catalogue, then money and shares.

    The period of a mean to date is named, though it stands in the year's row: ``apart`` is ``to date``.

    ``things``: from `things`; ``topic``: topic, or nothing for what has none.
    """
    rows = things[(things["theme"] == topic) & (things["weight"] > 0)]
    to_date = rows["apart"].eq("") & rows["prefix"].astype(str).str.contains("累计") & rows["outcome"].notna()
    rows = rows.assign(apart=rows["apart"].mask(to_date, "to date"))
    chosen = rows.sort_values("weight", ascending=False, kind="stable").head(most or rows_for(things, topic))
    return chosen.sort_values(["line", "start"], kind="stable").reset_index(drop=True)


def rows_for(things: pd.DataFrame, topic: str) -> int:
    """Return how many things of a topic are shown: more of a report of a thousand figures than of one of a hundred."""
    total = sum(int(topics.count(topic)) for topics in things["topics"])
    return min(max(MOST, total // _ONE_IN), _LIMIT)


def counted(things: pd.DataFrame, shown: pd.DataFrame, topic: str) -> dict[str, int]:
    """Return how many figures a report has on a topic, how many are shown, in how many rows, and what notes they need.

    ``apart``: some are of other periods; ``aims_apart``: some of these are targets; ``priced``: some are changes of amounts of
    money, whose prices must be named; ``of_year``: see `is_of_year`.
    """
    total, chosen = (sum(topics.count(topic) for topics in frame["topics"]) for frame in (things, shown))
    other = ~shown["apart"].isin(["", "to date"])
    return {"total": total, "chosen": chosen, "rows": len(shown), "most": rows_for(things, topic),
        "apart": bool(other.any()), "aims_apart": bool((other & shown["aim"].notna()).any()),
        "priced": has_prices(shown), "of_year": is_of_year(shown)}  # fmt: skip


def is_of_year(shown: pd.DataFrame) -> bool:
    """Whether an outcome or a change among these things is of the whole year reported, by which a column may be named."""
    stated = shown["outcome"].notna() | shown["change"].notna()
    return bool((stated & shown["apart"].isin(["", "to date"])).any())


def has_prices(shown: pd.DataFrame) -> bool:
    """Whether a change among these things is one of money, stated beside its amount or alone."""
    money = (shown["unit_code"] == "CNY") | shown["label"].str.contains(_AMOUNT)
    return bool((shown["change"].notna() & money).any())


def stated(figures: pd.DataFrame, topic: str, year: int) -> Row:
    """Return what a report has on a topic, for a first screen that has nothing else to say.

    ``total`` is the number of its figures, ``main`` the most telling ones, those with a name in both languages before others,
    each with its names, ``figure``, ``period`` and whether it is a target (``aim``); a rank is none of them. ``year``: year
    reported on.
    """
    found = things(figures, year)
    rows = records(found[(found["theme"] == topic) & (found["weight"] > 0)])
    named = [row for row in rows if (row["label_en"] or gloss(full_label(row))) and _first_part(row)]
    rows = sorted(named or rows, key=lambda row: -row["weight"])
    return {"total": len(of_topic(figures, topic)), "main": mentioned(rows, figures)}


def findings(page: Page, *, headline: Row, **of: Row | None) -> None:
    """Show the key findings of a page; where there is none, what its report states on the topic. See `Page.findings`."""
    page.findings(headline=headline, stated=partial(stated, page.figures, page.notebook, page.year), **of)


def mentioned(rows: Sequence[Row], figures: pd.DataFrame) -> list[Row]:
    """Return the first things as a first screen names them that has nothing else to say; a rank is none of them.

    One thing of several years is named once. ``rows``: things, the weightiest first; ``figures``: rows of `xclib.figures` of
    the report.
    """
    each: dict[tuple[str, str], Row] = {}
    for row in rows:
        if _first_part(row):
            each.setdefault((row["scope"], row["indicator"].removesuffix("_growth") or _bare(row)), row)
    shown = [*each.values()][:FIRST]
    stating = {row["figure_id"]: row for row in records(figures)} if shown else {}
    return [_named(row, stating) for row in shown]


def _first_part(row: Mapping[str, Any]) -> str:
    """Return the part of a thing that a first screen shows, empty of one that has a rank alone."""
    return next((part for part in _PARTS if part != "place" and row[part] is not None), "")


def _named(row: Mapping[str, Any], stating: Mapping[str, Mapping[str, Any]]) -> Row:
    """Return the first number of a thing, with what it is and of when.

    Another figure may name the thing, so measure and period are those of the figure that states the number.
    ``stating``: figures by id.
    """
    part = _first_part(row)
    of = {name: stating.get(row[part].id, row)[name] for name in ("measure", "period", "prefix", "status", "coverage")}
    names = {f"name_{lang}": uncapital(shown_label({**row, **of}, lang)) for lang in LANGS}
    names |= {f"when_{lang}": in_period(of, lang) for lang in LANGS}
    return {**names, "figure": row[part], "aim": part == "aim", "period": str(of["period"]), "partly": of["coverage"] in PARTLY}


def show(page: Page, *elsewhere: pd.DataFrame) -> pd.DataFrame:
    """Show the most telling things that a report states on the topic of its brief, and return them; see `most_telling`.

    ``*elsewhere``: things of other tables of the page; where these show all that is told here, it is not told twice.
    """
    rows = things(page.figures, page.year)
    main = most_telling(rows, page.notebook)
    there = {i for frame in elsewhere for some in frame["figure_ids"] for i in some}
    if not {i for some in main["figure_ids"] for i in some} <= there:
        page.table("telling", main, counted(rows, main, page.notebook))
    return main


#: Columns that name figures: one id, several joined by +, or a list of them.
_IDS = ("figure_id", "figure_ids", "delivered_ids", "promised_ids")


def used(figures: pd.DataFrame, *shown: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of which frames that a brief shows were made, each once, in the order of the text.

    ``figures``: rows of `xclib.figures` of the report; ``*shown``: figures, plans, pairs or rows of `things`.
    """
    cells = [cell for frame in shown for name in _IDS if name in frame for cell in frame[name].dropna()]
    ids = {one for cell in cells for one in (cell if isinstance(cell, list) else str(cell).split("+"))}
    return figures[figures["figure_id"].isin(ids)].sort_values(["line", "start"], kind="stable")
