"""The plan as a whole: its indicators, what of them can be checked, what does not fit in print, how ambitious promises are.

Frames in are those of `xclib.plan`, `xclib.figures`, `xclib.series`, `xclib.pairs` and `xclib.data.front.remarks`; out come
frames and facts with quantities, no sentences.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.analyses.livelihood import GRADES, count_verdicts, judge_pairs, verdict, ways
from xclib.analyses.promises import of_area, read_ledger
from xclib.data import front
from xclib.data.front import report as find_report
from xclib.data.names import check_code
from xclib.data.rows import BLANK, best_stated, first, grouped, records
from xclib.economics.formulas import CLAIMED, LISTED, MEDIAN_RATIO
from xclib.economics.quantity import Quantity, quantities
from xclib.errors import RawDataError
from xclib.model.areas import english_name
from xclib.model.gloss import with_gloss
from xclib.model.indicators import read_indicators, read_topics
from xclib.panels.query import load_panel
from xclib.words.wording import LANGS, full_label, shown_label, uncapital

Row = Mapping[str, Any]
_PLANNED = ["form", "figure", "factor"]
_DIMENSION = ["dimension_zh", "dimension_en", "n", "numbers", "binding", "binding_numbers"]


def form_of(row: Row) -> str:
    """Return how a row of `xclib.plan` states its plan: number, requirement, in_step, other words, or none.

    >>> form_of({"value": float("nan"), "plan": "达到市级要求"}), form_of({"value": 85.0, "plan": "85"})
    ('requirement', 'number')
    """
    if row["value"] == row["value"]:
        return "number"
    text = str(row["plan"]).strip()
    if text in BLANK:
        return "none"
    return "in_step" if "同步" in text else "requirement" if "要求" in text else "other"


def plan_rows(plan: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `xclib.plan` with how each states its plan.

    Adds ``form`` (see `form_of`), ``figure`` (a quantity, or None where there are only words) and its ``factor``. Names are
    in both languages: a name that nobody has translated stays Chinese, and a narrower scope is part of the Chinese one.
    """
    printed = {row["figure_id"]: row for row in records(figures[figures["part"] == "annex"])}
    out = []
    for row in records(plan):
        form, figure = form_of(row), printed.get(row["figure_id"])
        whole = full_label(row, name="name_zh")
        names = {"name_zh": whole, "name_en": row["name_en"] or with_gloss(whole)}
        names |= {"dimension_en": row["dimension_en"] or row["dimension_zh"], "short_zh": row["name_zh"]}
        # The address of the row opens the page at the whole cell, words beside the number included.
        number = Quantity.of({**(figure or row), "source_url": row["source_url"]}) if form == "number" else None
        out.append({**row, **names, "form": form, "figure": number, "factor": figure["factor"] if figure else 1.0})
    return pd.DataFrame(out, columns=[*plan.columns, "short_zh", *_PLANNED])


#: A number with several rows has one only if all of them have, and words only if none of them is blank.
_BARE = {"number": 0, "none": 2}


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a number of the plan: of several the one that says least."""
    least = rows.sort_values("form", key=lambda forms: forms.map(_BARE).fillna(1), ascending=False, kind="stable")
    return least.drop_duplicates("number").sort_values("number", ignore_index=True)


def by_dimension(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers of each dimension: how many, how many with a number, how many binding; the sum last, unnamed."""
    each, out = numbered(rows), []
    parts = [*each.groupby(["dimension_zh", "dimension_en"], sort=False), (("", ""), each)] if len(each) else []
    for (zh, en), part in parts:
        has, binds = part["form"] == "number", part["nature"] == "binding"
        counts = (len(part), int(has.sum()), int(binds.sum()), int((has & binds).sum()))
        out.append(dict(zip(_DIMENSION, (zh, en, *counts), strict=True)))
    return pd.DataFrame(out, columns=_DIMENSION)


#: How far a row of the plan can be checked, from best known to least; of the first three there is a verdict.
KINDS = ("met", "missed", "open", "no_target", "words", "nothing")
_JUDGED = ("missed", "met", "open")
#: A number with several rows is as good as its worst row.
_WORST = ("missed", "open", "nothing", "words", "no_target", "met")
_PAST = ("actual", "preliminary")
_CLAIMED = {"total": "plan_indicators", "claimed": "plan_indicators_met", "missed": "plan_indicators_missed"}
_FOUND = ["kind", "reaches", "outcome", "target", "remark", "remark_url", "note_zh", "note_en", "elsewhere"]


def _elsewhere(record: pd.DataFrame | None, statuses: tuple[str, ...], year: int, report: str) -> Row | None:
    """Return the best statement of another source (rows of `xclib.series`)."""
    if record is None:
        return None
    mine = record[record["status"].isin(statuses) & (record["period"] == year) & (record["origin"] != report)]
    return first(mine.sort_values("grade", kind="stable"))


def _yardstick(outcome: Row | None, row: Row, better: str) -> str:
    """Return whether the outcome would do for next year's plan: a yardstick and no audit."""
    # A stock that is there stays there; growth of one year reaches nothing of the next.
    if outcome is None or row["form"] != "number" or outcome["measure"] == "growth":
        return ""
    if row["scope"] != outcome["scope"]:
        return "scope"
    return {"met": "above", "missed": "below", "open": "open"}[_audited(Quantity.of(outcome), row["figure"], better)]


def audit(
    rows: pd.DataFrame,
    figures: pd.DataFrame,
    records_of: Mapping[str, pd.DataFrame],
    remarks: pd.DataFrame,
    *,
    report: str,
    year: int,
) -> pd.DataFrame:
    """Return the plan's rows with what is known of the year that is over.

    ``kind`` (one of `KINDS`), ``outcome`` and ``target`` (quantities), ``reaches`` (whether the outcome would do for next
    year's plan: a yardstick and no audit). Where the report has no outcome, ``remark`` is what it says instead, with
    ``note`` and ``remark_url``, and ``elsewhere`` the outcome of another source. ``rows``: rows of `plan_rows`;
    ``figures``: rows of `xclib.figures` of the report; ``records_of``: rows of `xclib.series` of the area, by indicator: a
    target may stand in another report or page; ``remarks``: rows of `xclib.data.front.remarks`.
    """
    catalogue, out = read_indicators(), []
    mine = figures[(figures["period"].astype(str) == str(year)) & (figures["part"] != "glossary")]
    for row in records(rows):
        code = row["indicator"]
        better = _GOOD.get(catalogue[code].direction, "") if code in catalogue else ""
        known = mine[(mine["indicator"] == code) & (mine["indicator"] != "")]
        outcome: Row | None = best_stated(known[known["status"] == "actual"])
        target: Row | None = best_stated(known[known["status"] == "target"])
        target = target or _elsewhere(records_of.get(code), ("target",), year, report)
        made, aim = (Quantity.of(stated) if stated else None for stated in (outcome, target))
        actuals = remarks[(remarks["indicator"] == code) & (remarks["status"] == "actual")]
        kind = "words" if len(actuals) else "nothing"
        if made:
            kind = _audited(made, aim, better) if aim else "no_target"
        found = {"outcome": made, "target": aim, "kind": kind, "reaches": _yardstick(outcome, row, better)}
        out.append({**row, **found, **_instead(outcome, actuals, _elsewhere(records_of.get(code), _PAST, year, report))})
    return pd.DataFrame(out, columns=[*rows.columns, *_FOUND])


def _audited(made: Quantity, aim: Quantity, better: str) -> str:
    """Return whether an outcome met its target; what is neither good nor bad is judged against a cap or a floor alone."""
    kind = made.meets(aim, better or _BEYOND.get(aim.bound, ""))
    return "open" if kind == "missed" and not better and aim.bound not in _BEYOND else kind


def _instead(outcome: Row | None, actuals: pd.DataFrame, other: Row | None) -> dict[str, Any]:
    """Return what stands for an outcome that the report does not state: its words, or the number of another source."""
    remark = (first(actuals) if outcome is None else None) or {}
    found = {f"note_{lang}": remark.get(f"note_{lang}") or "" for lang in ("zh", "en")}
    found |= {"remark": remark.get("kind", ""), "remark_url": remark.get("source_url", "")}
    return found | {"elsewhere": Quantity.of(other) if other and outcome is None and not remark else None}


def by_number(audited: pd.DataFrame) -> pd.DataFrame:
    """Return one row a number of the plan: the worst of its rows."""
    order = audited.assign(_rank=audited["kind"].map(_WORST.index) if len(audited) else [])
    return order.sort_values(["number", "_rank"], kind="stable").drop_duplicates("number").drop(columns="_rank")


def tally(audited: pd.DataFrame) -> dict[str, int]:
    """Return how many of the plan's numbers are of each kind.

    >>> tally(pd.DataFrame({"number": [1, 2, 2], "kind": ["met", "met", "nothing"]}))
    {'met': 1, 'missed': 0, 'open': 0, 'no_target': 0, 'words': 0, 'nothing': 1}
    """
    kinds = by_number(audited)["kind"]
    return {kind: int((kinds == kind).sum()) for kind in KINDS}


def claim_of(figures: pd.DataFrame) -> dict[str, Quantity]:
    """Return the numbers that the report states of its plan: ``total``, ``claimed`` (said to be met) and ``missed``."""
    mine = figures[figures["status"] == "actual"]
    found = {name: best_stated(mine[mine["indicator"] == code]) for name, code in _CLAIMED.items()}
    # How many of what is for the sentence to say.
    return {name: replace(Quantity.of(row), unit="") for name, row in found.items() if row is not None}


def claiming(claim: dict[str, Quantity], figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that state a claim; ``claim``: from `claim_of`."""
    return figures[figures["figure_id"].isin([q.id for q in claim.values()])]


def claim_notes(
    claim: dict[str, Quantity], stating: pd.DataFrame, reasons: pd.DataFrame, rows: pd.DataFrame, audited: pd.DataFrame
) -> dict[str, Any]:
    """Return what there is to say of a claim, by its text: its numbers, the plan beside them, and the reason that they have.

    ``stating``: from `claiming`; ``reasons``: rows of `xclib.data.front.claims`; ``rows``: from `plan_rows`.
    """
    stated = {**_NO_CLAIM, **claim} if "claimed" in claim else None
    reason = reasons[reasons["line"].isin(stating["line"])]
    return {"claim": stated, "coincidence": coincidence(claim, rows), "aims": aims(audited), "reason": reason}


def checked(audited: pd.DataFrame) -> dict[str, Any]:
    """Return how many of the plan's numbers can be checked, each that was judged, and what is known of the others."""
    count, each = tally(audited), by_number(audited)
    judged = [{"kind": k, "n": count[k], "cases": records(each[each["kind"] == k])} for k in _JUDGED if count[k]]
    known = sum(count[k] for k in _JUDGED)
    rest = [{"kind": k, "n": count[k]} for k in KINDS if count[k] and k not in _JUDGED]
    return {"listed": len(each), "known": known, "judged": judged, "left": len(each) - known, "rest": rest}


def aims(audited: pd.DataFrame) -> dict[str, Any] | None:
    """Return for which of the plan's numbers the target of the year stands anywhere; None without a plan."""
    each = by_number(audited)
    here = records(each[each["target"].notna()])
    return {"listed": len(each), "n": len(here), "cases": here} if len(each) else None


def reached(audited: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many outcomes already reach next year's plan; None where there is none to hold against it."""
    known = audited[audited["reaches"].isin(["above", "below", "open"])]
    n, above = len(known), int((known["reaches"] == "above").sum())
    return {"n": n, "above": above, "all": above == n} if n else None


#: Which topics of the catalogue a dimension is about; a dimension that is not here is not judged.
DIMENSIONS = {
    "创新": ("growth",),
    "协调": ("growth", "fiscal"),
    "绿色": ("environment",),
    "开放": ("growth",),
    "共享": ("livelihood", "fiscal", "culture"),
    "安全": ("governance", "livelihood"),
    "减量": ("environment", "livelihood", "governance"),
}
#: The five concepts of development, which plan tables are ordered by.
CONCEPTS = ("创新", "协调", "绿色", "开放", "共享")
#: Words that change what a label measures.
_QUALIFIERS = re.compile("年均|累计|月均|期末")
_ENDS = ("annex", "annex_words", "annex_url", "text", "text_words", "text_url")
#: What a finding is about, beside its two places; what a rule does not fill stays empty.
_ABOUT = ("dimension_zh", "dimension_en", "topic_zh", "topic_en", "absent", "first", "second", "narrow", "label_zh", "label_en")
_ODDITY = ["name_zh", "name_en", *_ENDS, "says", *_ABOUT]


def _printed(text: Row) -> str:
    """Return a figure of the text as it is printed, its bound's word before or behind."""
    number = f"{text['number']}{text['unit']}"
    ahead = bool(text["bound_word"]) and text["bound_word"] in text["prefix"]
    return f"{text['bound_word']}{number}" if ahead else f"{number}{text['bound_word']}"


def _find(row: Row, text: Row | None, says: str, words: str = "", **about: str) -> dict[str, Any]:
    """Return one finding: the number and the words of the annex and of the text, and what does not fit.

    ``words`` are what the text has in place of a number.
    """
    found: dict[str, Any] = dict.fromkeys(_ODDITY, "") | {"name_zh": row["name_zh"], "name_en": row["name_en"], "says": says}
    found |= {"annex": row["figure"], "annex_url": row["source_url"]}
    found["annex_words"] = f"{row['plan']}{row['unit']}" if row["figure"] else row["plan"]
    found |= {"text": None, "text_words": words, "text_url": text["source_url"] if text else ""}
    if text is not None and not words:
        found |= {"text": Quantity.of(text), "text_words": _printed(text)}
    return found | about


def _dimension(row: Row) -> str:
    return next((name for name in DIMENSIONS if name in str(row["dimension_zh"])), "")


def misplaced(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Find indicators whose topic is none of their dimension's, and say which of the five concepts the table leaves out."""
    used = {_dimension(row) for row in records(rows)}
    absent = [concept for concept in CONCEPTS if concept not in used]
    for row in records(rows):
        home, topic = DIMENSIONS.get(_dimension(row)), row["topic"]
        if home is None or not topic or topic in home:
            continue
        about = {f"topic_{lang}": read_topics()[topic][lang] for lang in ("zh", "en")}
        about |= {name: row[name] for name in ("dimension_zh", "dimension_en")}
        alone = len(absent) == 1 and topic in DIMENSIONS[absent[0]]
        text = _text_of(row, figures, ("plan", "review"))
        yield _find(row, text, "misplaced", absent=absent[0] if alone else "", **about)


def _text_of(row: Row, figures: pd.DataFrame, parts: tuple[str, ...], status: str = "") -> dict[str, Any] | None:
    """Return the text's own figure of a row's indicator."""
    mine = figures[(figures["indicator"] == row["indicator"]) & figures["part"].isin(parts) & (row["indicator"] != "")]
    if status:
        mine = mine[mine["status"] == status]
    return first(mine.sort_values(["line", "start"]))


def disagreeing(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Find targets whose value or bound differs between the text and the annex."""
    for row in records(rows[rows["form"] == "number"]):
        text = _text_of(row, figures, ("plan",), "target")
        if text is None:
            continue
        if text["value"] * text["factor"] != row["value"] * row["factor"]:
            yield _find(row, text, "values")
        elif text["bound"] != row["bound"]:
            yield _find(row, text, _bounds(str(row["bound"]), str(text["bound"])))


def _bounds(annex: str, text: str) -> str:
    """Return how two bounds differ: by the end point alone, in kind, or otherwise."""
    if annex[0] == text[0] != "=":
        return "ends"
    return "kinds" if "=" in (annex, text) else "bounds"


def worded(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Find targets that are a number in one place and words in the other."""
    asked = remarks[remarks["status"] == "target"]
    for row in records(rows[rows["form"] == "number"]):
        for remark in records(asked[asked["indicator"] == row["indicator"]].head(1)):
            if _text_of(row, figures, ("plan",), "target") is None:
                yield _find(row, remark, "number", str(remark["words"]).removeprefix("均"))
    for row in records(rows[~rows["form"].isin(["number", "none"])]):
        text = _text_of(row, figures, ("plan",), "target")
        if text is not None:
            yield _find(row, text, "number")


def renamed(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Find outcomes that the text measures otherwise than the annex: another mean, a wider scope, one number for two rates."""
    for row in records(rows):
        text = _text_of(row, figures, ("review",), "actual")
        if text is None:
            continue
        first, second = (" ".join(_QUALIFIERS.findall(str(name))) for name in (row["short_zh"], text["label"]))
        if first and second and first != second:
            yield _find(row, text, "renamed", first=first, second=second)
        elif row["scope"] != text["scope"]:
            yield _find(row, text, "scope", narrow=str(row["scope"] or text["scope"]))
        elif "、" in text["label"] and "、" not in row["short_zh"]:
            names = {f"label_{lang}": shown_label(text, lang) for lang in ("zh", "en")}
            yield _find(row, text, "joint", **names)


def tied(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Find levels and shares that are promised in words of growth, and rows without any plan."""
    for row in records(rows):
        entry = read_indicators().get(row["indicator"])
        if row["form"] == "in_step" and entry is not None and entry.measure == "level":
            yield _find(row, None, "step")
        if row["form"] == "none":
            yield _find(row, None, "blank")


def unlisted(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Find targets that stand in a paragraph of the text beside an annex indicator's, and not in the annex."""
    codes, aims = set(rows["indicator"]) - {""}, figures[(figures["part"] == "plan") & (figures["status"] == "target")]
    beside = set(aims[aims["indicator"].isin(codes)]["line"])
    for text in records(aims[aims["line"].isin(beside) & (aims["indicator"] != "") & ~aims["indicator"].isin(codes)]):
        names = {f"name_{lang}": shown_label(text, lang) for lang in ("zh", "en")}
        yield _find({**names, "figure": None, "plan": "", "unit": "", "source_url": ""}, text, "unlisted")


RULES: tuple[Callable[[pd.DataFrame, pd.DataFrame, pd.DataFrame], Iterator[dict[str, Any]]], ...] = (
    misplaced, disagreeing, worded, renamed, tied, unlisted,
)  # fmt: skip


def oddities(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> pd.DataFrame:
    """Return everything that does not fit, one row each.

    ``annex`` and ``text`` are quantities (None where there are only words), with what is printed there and its page in
    ``_words`` and ``_url``; ``says`` is what does not fit, the columns behind it what it is about. ``rows``: rows of
    `plan_rows`; ``figures``, ``remarks``: rows of `xclib.figures` and `xclib.data.front.remarks` of the report.
    """
    found = [row for rule in RULES for row in rule(rows, figures, remarks)] if len(rows) else []
    return pd.DataFrame(found, columns=_ODDITY)


_COLUMNS = ["past", "actual", "kept", "plainly", "step"]
#: What an outcome has to do to meet a target: lie at it or on the good side of it.
_GOOD = {"up": "above", "down": "below"}
#: On which side of a limit the outcome has to lie, of an indicator of which neither way is better.
_BEYOND = {"<=": "below", "<": "below", ">=": "above", ">": "above"}
_LIMITS = {"<", "<=", ">", ">="}


#: A list of another year's tasks is neither higher nor lower: 13 kinds of them, and 12.
_LIST = re.compile("实事$")


def promised(things: pd.DataFrame, area: str, year: int) -> pd.DataFrame:
    """Return the things with a target for the next year, or with one on record for the year that is over.

    Rows of ``things`` with ``past``, the target that an earlier report or page had set for the year, which is one of the main
    thing of an indicator and not of its urban part, or else what the ledger holds against the outcome under the same name;
    ``actual``, the outcome in the terms of the target; ``kept`` (met, missed or open) by the words of the past target, and
    ``plainly`` by its number; and ``step``, on which side of the outcome the next target lies: ``open`` where a mere bound
    does not tell, ``false`` where a person found that the two are not the same thing, or where the amount that comes with a
    rate shows it. ``things``: from
    `xclib.analyses.telling.things`; a target of another year is none for the next.
    """
    rows, unlike, every, noted = [], _unlike(things), front.figures(stored=True), _noted(area, year)
    comparable = set(every.loc[every["basis"] == "comparable", "figure_id"])
    handed_down = set(every.loc[history.handed_down(every), "figure_id"])
    stems = things["indicator"].astype(str).str.removesuffix("_growth")
    first = set(things.assign(_stem=stems).sort_values("weight", ascending=False, kind="stable").drop_duplicates("_stem").index)
    kept = things.assign(aim=things["aim"].where(things["apart"] == "", None), _first=[n in first for n in things.index])
    for row in records(kept):
        past = _set_for(row, area, year, handed_down) if row.pop("_first") else None
        parts = [row[part] for part in ("change", "outcome") if row[part]]
        own_year = past is None and row["apart"] == ""
        promises = [_promise_of(part, noted.get(_unquoted(row["label"]), [])) for part in parts if own_year]
        past, better = next((found for found in promises if found[0]), (past, ""))
        terms = [of for of in (row["aim"], past) if of]
        actual = next((part for of in terms for part in parts if part.unit == of.unit), None)
        if row["aim"] is None and (past is None or actual is None):
            continue
        beside = actual or row["aim"]
        if past and past.in_unit(beside.unit) is None:
            past = None  # growth of last year's plan says nothing of the amount of this year's
        known = read_indicators().get(row["indicator"])
        direction = known.direction if known else str(row["direction"])
        good = _GOOD.get(direction, _BEYOND.get(past.bound, "") if past else "")
        if past and not known:
            good = good or better
        found = _judged(actual, past, row["aim"], good)
        if actual and row["aim"]:
            booked = row["aim"].id in comparable and actual.id not in comparable
            if booked or (actual.id, row["aim"].id) in unlike or _of_another_base(row):
                found["step"] = "false"
        if _LIST.search(str(row["label"])):
            found["step"] = ""
        # A level whose target is a rate: what the row compares is its growth, and it says so.
        by_rate = beside.unit == "%" and (actual is row["change"] if actual else row["unit_code"] != "PT")
        measure = "growth" if by_rate else row["measure"]
        rows.append({**row, "measure": measure, "past": past, "actual": actual} | found)
    return pd.DataFrame(rows, columns=[*things.columns, *_COLUMNS])


def _of_another_base(row: Mapping[str, Any]) -> bool:
    """Whether a target's amount lies on the other side of the outcome than its rate says: 28亿元, up by 10%, after 30亿元."""
    aim, amount, outcome = row["aim"], row["amount"], row["outcome"]
    if not (amount and outcome and amount.unit == outcome.unit):
        return False
    return bool(amount.side(outcome) != "close" and (amount.printed - outcome.printed) * aim.printed < 0)


def _noted(area: str, year: int) -> dict[str, list[dict[str, Any]]]:
    """Return the ledger's promises for the year that one figure of the same name and definition decides, by that name.

    Of twenty tasks for the people and six that the mayor vowed, the one number says nothing of the other.
    """
    rows = of_area(read_ledger(area, year), area, year)
    decided = records(rows[(rows["relation"] == "same") & rows["fate"].isin(["kept", "missed"])])
    own = [row for row in decided if _unquoted(row["label"]) == _unquoted(row["out_label"]) and not _LIST.search(row["label"])]
    return grouped(own, lambda row: _unquoted(row["label"]))


def _unquoted(label: object) -> str:
    return re.sub("[“”]", "", str(label))


def _promise_of(part: Quantity, noted: Iterable[Mapping[str, Any]]) -> tuple[Quantity | None, str]:
    """Return what had been promised of a thing's number, in its unit, and which way is better by the ledger's verdict."""
    for row in noted:
        reported, aim = (row[side].in_unit(part.unit) for side in ("reported", "promised"))
        if aim and reported and math.isclose(reported.printed, part.printed, rel_tol=1e-9):
            more = (part.printed >= aim.printed) == (row["fate"] == "kept")
            return aim, "above" if more else "below"
    return None, ""


def _unlike(things: pd.DataFrame) -> set[tuple[str, str]]:
    """Return outcomes and targets, by the ids of their figures, that look like pairs and were judged to be none."""
    known = sorted(set(things["report_id"]) & set(front.reports()["report_id"]))
    pairs = [row for report in known for row in records(front.pairs(report, grade="false"))]
    ids = ([row[f"{side}_ids"].split("+") for side in ("delivered", "promised")] for row in pairs)
    return {pair for both in ids for pair in product(*both)}


def _set_for(row: dict[str, Any], area: str, year: int, handed_down: Collection[str]) -> Quantity | None:
    """Return the target that was set for the year: first of the rate, then of the level."""
    if not row["indicator"] or row["measure"] == "change" or str(row["period"]) not in (str(year), str(year + 1)):
        return None
    stem = row["indicator"].removesuffix("_growth")
    for code in dict.fromkeys((f"{stem}_growth", row["indicator"], stem)):
        if code in read_indicators():
            found = history.series(code, area)
            rows = records(found[(found["status"] == "target") & (found["period"] == year)])
            if own := [row for row in rows if row.get("id") not in handed_down]:
                return Quantity.of(own[-1])
    return None


def _judged(actual: Quantity | None, past: Quantity | None, aim: Quantity | None, good: str) -> dict[str, str]:
    found = dict.fromkeys(("kept", "plainly", "step"), "")
    past = past.in_unit(actual.unit) if actual and past else None
    if actual and past and good:
        found |= {"kept": actual.meets(past, good), "plainly": "met" if actual.reaches(past, good) else "missed"}
    if actual and aim and actual.unit == aim.unit:
        found["step"] = _step(actual, aim)
    return found


def _step(actual: Quantity, aim: Quantity) -> str:
    """Return on which side of the outcome a target lies, by the numbers printed; a cap or a floor may lie on either."""
    side = aim.side(actual)
    if side == "close" and {aim.bound, actual.bound} & _LIMITS:
        return "open"
    if side != "close":
        return {"above": "higher", "below": "lower"}[side]
    gap = aim.printed - actual.printed
    return "equal" if math.isclose(gap, 0, abs_tol=1e-9) else "higher" if gap > 0 else "lower"


def shown(rows: pd.DataFrame, most: int = 40) -> pd.DataFrame:
    """Return what stands beside an outcome or a past target, then the weightiest of the others, in the order of the text."""
    beside = (rows["kept"] != "") | (rows["step"] != "")
    order = (
        rows[rows["weight"] > 0]
        .assign(_beside=~beside)
        .sort_values(["_beside", "weight"], ascending=[True, False], kind="stable")
    )
    return (
        order.head(most).sort_values(["_beside", "line", "start"], kind="stable").drop(columns="_beside").reset_index(drop=True)
    )


def counts(rows: pd.DataFrame) -> dict[str, Any]:
    """Return how many targets there are, how many stand beside an outcome and on which side, and how past ones were kept."""
    rows = rows[rows["weight"] > 0]
    aims = rows[rows["aim"].notna()]
    found: dict[str, Any] = {name: int((aims["step"] == name).sum()) for name in ("lower", "equal", "higher", "open", "false")}
    found |= {"targets": len(aims), "beside": found["lower"] + found["equal"] + found["higher"]}
    found |= {"undecided": found.pop("open"), "unlike": found.pop("false")}
    judged = rows[rows["kept"].isin(["met", "missed"])]
    return found | {
        "vague": int((rows["kept"] == "open").sum()),
        "held": len(judged), "met": int((judged["kept"] == "met").sum()), "by_number": int((judged["plainly"] == "met").sum()),
    }  # fmt: skip


def kept_facts(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how the targets on record for the year were kept; None where none is."""
    found = counts(rows)
    missed = named(records(rows[rows["kept"] == "missed"]))
    return {**found, "short": missed, "says": "kept"} if found["held"] else None


def named(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with their name in both languages, as a sentence takes it: what is judged by its rate is called a growth."""
    return [{**row, **_names(row)} for row in rows]


def _names(row: Mapping[str, Any]) -> dict[str, str]:
    by_rate = row["unit_code"] != "PT" and any(q is not None and q.unit == "%" for q in (row.get("actual"), row.get("aim")))
    of = {**row, "measure": "growth"} if by_rate else row
    return {f"name_{lang}": uncapital(shown_label(of, lang)) for lang in LANGS}


def aims_facts(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how the report's own targets lie to last year's outcomes; None where it states none."""
    found = counts(rows)
    compared = found["beside"] + found["undecided"] + found["unlike"]
    return {**found, "says": "own" if compared else "bare"} if found["targets"] else None


_COUNTS = ["n_pairs", "lower", "equal", "higher", "open", "ratios", "median", "false"]
_LEADING = ("gdp_growth", "revenue_growth")


def weigh(pairs: pd.DataFrame, grades: str | Iterable[str]) -> pd.DataFrame:
    """Return the pairs as `judge_pairs` has them, by topic, with ``why`` a pair is set aside.

    ``pairs``: rows of `xclib.pairs`; ``grades``: grades that are counted; false pairs never are.
    """
    judged, topics = judge_pairs(pairs, grades), read_topics()
    names = {f"topic_{lang}": [topics[topic][lang] for topic in judged["topic"]] for lang in LANGS}
    reasons = judged["reason"].where(judged["reason"].astype(bool), judged["aside"]).where(judged["aside"] != "", "")
    frame = judged.assign(**names, why=reasons)
    return frame.sort_values("topic", key=lambda s: s.map(list(topics).index), kind="stable").reset_index(drop=True)


def _known(weighed: pd.DataFrame) -> list[Quantity]:
    return [ratio for ratio in weighed["ratio"] if ratio]


def median_ratio(weighed: pd.DataFrame) -> Quantity | None:
    """Return the median ratio: a median rises with each of its inputs, so its ends are those of the ends.

    None with fewer than three ratios.

    >>> median_ratio(pd.DataFrame({"ratio": [Quantity(v, v, v) for v in (0.5, 0.8, 2.0)]}))
    0.8
    """
    known = _known(weighed)
    if len(known) < 3:
        return None
    return _median(statistics.median(q.low for q in known), statistics.median(q.high for q in known), known)


def _median(low: float, high: float, known: list[Quantity]) -> Quantity:
    return Quantity(math.nan, low, high, basis=MEDIAN_RATIO, inputs=tuple(known))


def _counts(part: pd.DataFrame) -> dict[str, Any]:
    counts = {"n_pairs": int((part["aside"] == "").sum()), **count_verdicts(part)}
    found = {"ratios": len(_known(part)), "median": median_ratio(part), "false": int((part["aside"] == "false").sum())}
    return counts | found


def by_topic(weighed: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts and the median ratio of each topic; all topics last, unnamed."""
    parts = [*weighed.groupby(["topic_zh", "topic_en"], sort=False), (("", ""), weighed)] if len(weighed) else []
    rows = [{"topic_zh": zh, "topic_en": en, **_counts(part)} for (zh, en), part in parts]
    return pd.DataFrame(rows, columns=["topic_zh", "topic_en", *_COUNTS])


def by_grade(weighed: pd.DataFrame) -> pd.DataFrame:
    """Return the same from the strictest grade on, the next one added each time: whether all hangs on the doubtful pairs."""
    counted = weighed[weighed["aside"] == ""]
    present = [grade for grade in GRADES if grade in set(counted["grade"])]
    parts = [(grade, n > 0, counted[counted["grade"].isin(present[: n + 1])]) for n, grade in enumerate(present)]
    rows = [{"grade": grade, "added": added, **_counts(part)} for grade, added, part in parts]
    return pd.DataFrame(rows, columns=["grade", "added", *_COUNTS[:-1]])


def ambition(weighed: pd.DataFrame) -> dict[str, Any] | None:
    """Return which way promises lie and how large they are beside deliveries; None where no pair can be decided.

    ``spread`` is between what the median lies as grades of pairs are added, None where they do not move it.
    """
    found = ways(weighed)
    if found["says"] != "counts":
        return None
    known = [q for q in by_grade(weighed)["median"] if q]
    ends = (min((q.low for q in known), default=0.0), max((q.high for q in known), default=0.0))
    spread = _median(*ends, _known(weighed)) if ends[0] < ends[1] else None
    return {**found, "median": median_ratio(weighed), "spread": spread, "leading": leading(weighed)}


def leading(weighed: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the headline pairs that are counted: output and revenue."""
    return records(weighed[weighed["pair"].isin(_LEADING) & (weighed["aside"] == "")])


def ratios(weighed: pd.DataFrame) -> pd.DataFrame:
    """Return the ratios for `draw_intervals`, largest first; what rounding leaves open is too small to be seen."""
    known = weighed[weighed["ratio"].notna()]
    rows = [{"value": q.value, **{end: q.value if q.value == q.value else getattr(q, end) for end in ("low", "high")}}
        for q in known["ratio"]]  # fmt: skip
    ends = pd.DataFrame(rows, columns=["value", "low", "high"], index=known.index, dtype=float).round(2)
    shown = known[["name_zh", "name_en", "topic_zh", "topic_en"]].join(ends).assign(label="", group="")
    return shown.assign(_at=shown[["low", "value"]].max(axis=1)).sort_values("_at", ascending=False, kind="stable")


_STEPS = ["area_code", "area_zh", "area_en", "level", "period", "outcome", "target", "step", "gap"]
#: Fewest areas that make a base rate.
_FEWEST = 10


def read_growth() -> pd.DataFrame:
    """Return the panel's growth of output; an empty frame where the data hold no panel."""
    try:
        return load_panel("gdp_growth")
    except RawDataError:
        return pd.DataFrame(columns=["doc", "area_code", "area", "level", "status", "period", "value", "low", "high", "bound"])


def steps(panel: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the areas whose report states growth of a year and the target of the next, with which way the target lies.

    One row an area (an area of two collections counts once; the nation is none): ``outcome``, ``target`` and their ``gap``
    are quantities, ``step`` is lower, equal, higher or open, by the whole intervals. ``panel``: rows of `xclib.panel` of
    one indicator.
    """
    own, sides = ["doc", "area_code", "area", "level"], []
    for name, status, of in (("outcome", "actual", year), ("target", "target", year + 1)):
        rows = panel[(panel["status"] == status) & (panel["period"].astype(int) == of) & (panel["level"] != "nation")]
        sides.append(rows[own].assign(**{name: quantities(rows.assign(source_url=rows.get("source_url", ""), unit="%"))}))
    out = []
    for row in records(sides[0].merge(sides[1], on=own).drop_duplicates("area_code")):
        have, aim = row["outcome"], row["target"]
        names = {"area_zh": row["area"], "area_en": english_name(row["area_code"], row["area"])}
        out.append({**row, **names, "period": year, "step": verdict(have, aim), "gap": aim.minus(have)})
    return pd.DataFrame(out, columns=_STEPS)


def numbers(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the areas whose outcome and target are both numbers, as plain floats: an estimate takes no bound for a value.

    ``home`` is the province that an area is or lies in: its cities look to one target, so that errors are clustered by it.
    """
    names = ["outcome", "target", "gap"]
    plain = steps.astype(dict.fromkeys(names, float)).dropna(subset=names)
    plain = plain.assign(home=plain["area_code"].str[:2] + "0000")
    return plain[["area_code", "home", "period", "area_zh", "area_en", "level", *names, "step"]].reset_index(drop=True)


def base_rate(steps: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many other areas set their target clearly lower or higher; None with fewer than ten areas."""
    count = steps["step"].value_counts()
    found = {f"n_{way}": int(count.get(way, 0)) for way in ("lower", "higher")}
    return {"areas": len(steps), **found} if len(steps) >= _FEWEST else None


def alike(weighed: pd.DataFrame, steps: pd.DataFrame) -> dict[str, Any]:
    """Return how usual it is elsewhere to set growth on the side where this report sets it; ``side`` is empty without both."""
    own = weighed.loc[(weighed["pair"] == "gdp_growth") & weighed["verdict"].isin(["lower", "higher"]), "verdict"]
    rate = base_rate(steps)
    side = str(own.iloc[0]) if len(own) and rate else ""
    return {"side": side, "areas": len(steps), "alike": rate[f"n_{side}"] if rate and side else 0}


def other(steps: pd.DataFrame, name: str, registered: Collection[str]) -> dict[str, Any] | None:
    """Return what one other area set beside its last outcome; None where nobody asks.

    ``steps``: as `steps` returns it; ``name``: id of a registered report, or code of an area; empty for none;
    ``registered``: ids of the registered reports.
    """
    if not name:
        return None
    code = find_report(name)["area_code"] if name in registered else check_code(name)
    found = records(steps[steps["area_code"] == code])
    return {**found[0], "way": found[0]["step"], "says": "step"} if found else {"says": "none", "code": name}


_NO_CLAIM = {"total": None, "claimed": None}


def happened(claim: dict[str, Quantity], audited: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Any]:
    """Return what the report claims of its plan, and how much of that can be checked; without a plan, how targets were kept."""
    found = {**_NO_CLAIM, **claim, **checked(audited), "says": "plan" if len(audited) else "nothing"}
    return found if len(audited) else {**found, **(kept_facts(rows) or {})}


def planned(weighed: pd.DataFrame, steps: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return which way promises lie, with output and revenue, and how usual the step of output is elsewhere.

    Where nobody has paired promises with deliveries, it is the report's own targets beside its outcomes.
    """
    found = ambition(weighed)
    return {**found, **alike(weighed, steps), "says": "pairs"} if found else aims_facts(rows)


def watch(rows: pd.DataFrame, audited: pd.DataFrame) -> dict[str, Any] | None:
    """Return how much of next year's plan has a number, and what binding ones without one ask; None without a plan."""
    each = numbered(rows)
    binds = each[each["nature"] == "binding"]
    blank = binds[binds["form"] != "number"]
    asked = sorted(set(blank["plan"])) if set(blank["form"]) == {"requirement"} else []
    missed = set(audited.loc[audited["kind"] == "missed", "number"])
    numbers = int((each["form"] == "number").sum())
    found: dict[str, Any] = {"listed": len(each), "numbers": numbers, "binding": len(binds), "blank": len(blank)}
    found |= {"asked": [{"words": words} for words in asked], "failed": records(blank[blank["number"].isin(missed)])}
    return found if len(each) else None


def coincidence(claim: dict[str, Quantity], rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return whether the claim's total is that of next year's list; None where either is missing."""
    if "total" not in claim or rows.empty:
        return None
    total, listed = claim["total"], rows["number"].nunique()
    return {"total": total, "listed": listed, "says": "same" if round(total.printed) == listed else "apart"}


def headline(
    claim: dict[str, Quantity], rows: pd.DataFrame, audited: pd.DataFrame, weighed: pd.DataFrame, own: pd.DataFrame
) -> dict[str, Any]:  # fmt: skip
    """Return the headline numbers of the brief."""
    about, found = watch(rows, audited), ambition(weighed)
    n, whole = (about["numbers"], Quantity.exact(about["listed"])) if about else (0, Quantity.exact(0))
    numbers = Quantity.exact(n, basis=LISTED, inputs=(whole,)) if about else None
    met, total = (claim.get(name) for name in ("claimed", "total"))
    both = replace(met, basis=CLAIMED, inputs=(met, total)) if met and total else met
    facts = {"total": total, "claimed": both, "known": checked(audited)["known"], "listed": whole.printed}
    kept, aims = kept_facts(own), aims_facts(own)
    few = None if about else aims and Quantity.exact(aims["targets"])
    facts["kept"] = kept and Quantity.exact(kept["met"], basis=LISTED, inputs=(Quantity.exact(kept["held"]),))
    shown = {"held": 0, "vague": 0, **(kept or {})}
    facts |= {"held": shown["held"], "vague": shown["vague"], "beside": aims["beside"] if aims else 0, "aims": few}
    return {**facts, "numbers": numbers, "median": found and found["median"]}


def limits(audited: pd.DataFrame, weighed: pd.DataFrame, own: pd.DataFrame) -> dict[str, object]:
    """Return what the report does not let one conclude, by the names of the texts, each with whether it holds."""
    listed, words = len(audited), (audited["form"] == "requirement").any()
    found = {"claim": listed, "list": listed, "binding": words, "silent": listed}
    return found | {"ambition": len(weighed) or (own["step"] != "").any(), "kept": (own["kept"] != "").any()}
