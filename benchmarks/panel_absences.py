"""Why the panel lacks what nearly every work report states: a target, and growth of output. Decided by rule, from the texts.

The rule looks for growth of output in percent in the sentences of the part that should state it. It tells no district from its
city, so that ``stated but not read`` means that there is such a sentence, and not that its number is the whole area's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from xclib.extract.about.seen import plain_years
from xclib.extract.document import parse_text
from xclib.panels.words import is_many_years, is_part_year, plain

#: Years from which on reports are looked at: before, targets were those of a plan of several years.
SINCE = 1994
COLUMNS = ["doc", "indicator", "status", "state", "reason"]
_NAME = r"(?<!人均)(?<!海洋)(?:生产总值|GDP)(?!的?比重)"
_DIGITS = r"(?:-?\d+(?:\.\d+)?(?:[-—~至到]+\d+(?:\.\d+)?)?%|百分之[一二三四五六七八九十点]+|两位数)"
#: Growth of output in percent: 生产总值3210亿元、同比增长4.9%.
_GROWTH = re.compile(
    rf"{_NAME}[^，。；占]{{0,24}}(?:，(?!规模|工业|固定|社会|财政|一般|城|农)[^，。；\d]{{0,10}}){{0,2}}(?:增长|增速|递增|增幅|增)[^，。；\d%]{{0,8}}{_DIGITS}"
)
_GOALS = re.compile(r"(?:预期|发展|奋斗|主要|调控|工作)目标")
_PERCENT = re.compile(_DIGITS)
_WORDS_ONLY = re.compile(rf"{_NAME}[^。；]{{0,30}}(?:持平(?!稳)|正增长|转正)")
#: What a part says, the most telling first, with the state and the reason it gives.
STATES = {
    "number": ("stated but not read", "a sentence gives a number for it, which was not read or is of a part of the area"),
    "words": ("not stated", "said in words, without a number"),
    "means": ("not stated", "only means of several years or parts of the year"),
    "": ("not stated", "no number for it"),
}


def find_absences(panel: pd.DataFrame, register: pd.DataFrame, reports: Path) -> pd.DataFrame:
    """Return the work reports without any target or without growth of output, each with what a rule found in its text.

    Parameters
    ----------
    panel, register : DataFrame
        The panel and its list of reports.
    reports : Path
        The Parquet file that the data set was read from.
    """
    works = register[(register["kind"] == "work report") & (register["year"] >= SINCE)]
    grown = panel[(panel["status"] == "actual") & (panel["indicator"] == "gdp_growth")]
    lacking = {
        "target": set(works["doc"]) - set(panel.loc[panel["status"] == "target", "doc"]),
        "actual": set(works["doc"]) - set(grown["doc"]),
    }
    complete = dict(zip(works["doc"], works["complete"], strict=True))
    rows = []
    for doc, year, text in _texts(reports, lacking["target"] | lacking["actual"]):
        parts = _read_parts(text, year) if complete[doc] else {}
        for status, part in (("actual", "review"), ("target", "plan")):
            if doc in lacking[status]:
                incomplete = ("report incomplete", "shorter than 3,000 characters, or without review or plan")
                found = STATES[judge(parts[part], status)] if parts else incomplete
                rows.append((doc, "gdp_growth", status, *found))
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(["doc", "status"], ignore_index=True)


def _texts(reports: Path, docs: set[str]) -> Iterator[tuple[str, int, str]]:
    table = pq.read_table(reports, columns=["doc", "year", "text"], filters=[("doc", "in", sorted(docs))])
    for row in table.to_pylist():
        yield row["doc"], int(row["year"]), row["text"]


def _read_parts(text: str, year: int) -> dict[str, str]:
    """Return review and plan of a report, plain."""
    lines: dict[str, list[str]] = {"review": [], "plan": []}
    for paragraph in parse_text(text, kind="work report", year=year).paragraphs:
        if paragraph.part in lines:
            lines[paragraph.part].append(plain(plain_years(paragraph.text)).replace("％", "%"))
    return {part: "。".join(rows) for part, rows in lines.items()}


def judge(text: str, status: str) -> str:
    """Return what a part says of growth of output (of a plan, of any target): a key of `STATES`.

    >>> judge("生产总值年均增长9%。全市生产总值达到30亿元，增长8%", "actual"), judge("前三季度生产总值增长9%", "actual")
    ('number', 'means')
    """
    kinds = {_kind(sentence, status) for sentence in re.split(r"[。；！]", text)}
    return next(kind for kind in STATES if kind in kinds)


def _kind(sentence: str, status: str) -> str:
    found = list(_GROWTH.finditer(sentence))
    if status == "target" and not found and _GOALS.search(sentence) and _PERCENT.search(sentence):
        return "means" if is_many_years(sentence) else "number"
    if not found:
        return "words" if _WORDS_ONLY.search(sentence) else ""
    clear = [m for m in found if not is_many_years(sentence[: m.end()]) and not is_part_year(sentence[: m.end()])]
    return "number" if clear else "means"
