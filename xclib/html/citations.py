"""Citations: the source of each number on a page, with the text as printed, its place and its interval.

A link of a page is matched with the statements that stand at its address; the renderer needs nothing from a notebook for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from xclib.model.areas import english_name
from xclib.model.codes import read_codes
from xclib.model.figure import in_percent, round_half
from xclib.model.gloss import with_gloss
from xclib.model.indicators import read_indicators
from xclib.model.numerals import parse_numeral
from xclib.model.units import printed_unit
from xclib.words.wording import LANGS, check_lang, either, format_interval, full_label, in_language, in_words_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

Row = Mapping[str, Any]

_MAGNITUDES = {
    "万亿": 12, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "trillion": 12, "billion": 9, "million": 6,
}  # fmt: skip
_SHOWN = re.compile(r"(?P<number>[−-]?\d[\d,]*(?:\.\d+)?)\s*(?P<magnitude>万亿|亿|千万|百万|十万|万|trillion|billion|million)?")
_HEADS = {
    "printed": ("原文", "As printed"),
    "place": ("位置", "Place"),
    "bound": ("区间", "Interval"),
    "formula": ("算法", "Formula"),
    "inputs": ("依据", "From"),
}
_NUMBER = re.compile("【(.*?)】")
#: How many statements of one number at one address are shown.
SEVERAL = 4
#: What is said of a linked number that its page does not print.
_COMPUTED = (
    "由下列原文与其他数推算，原文没有印出此数",
    "computed from what follows and other numbers; not printed there",
)


class _Both(dict[str, str]):
    """What a function writes, in a language once it is asked for: of hundreds at an address a page shows few."""

    def __init__(self, write: Callable[..., str], *args: Any) -> None:  # noqa: ANN401 - those of the function
        self._write, self._args = write, args

    def __missing__(self, key: str) -> str:
        with in_words_of(key):
            return self.setdefault(key, self._write(*self._args))


@dataclass(frozen=True, slots=True)
class Statement:
    """One number of a source, as a reader checks it."""

    #: Id of the figure, ``report:line:start``; of other sources the address alone.
    key: str
    url: str
    #: In the printed unit; NaN for a cell of words.
    value: float
    #: The same in the canonical unit.
    canonical: float
    #: What it measures, the number as printed with what stands around it, the place, and the interval: by language.
    label: Mapping[str, str]
    printed: str
    place: Mapping[str, str]
    bound: Mapping[str, str]
    #: Columns of the download.
    row: Row
    #: Indicator; empty where a page names none.
    indicator: str = ""

    def lines(self) -> list[tuple[str, str]]:
        """Return the lines shown beside the number, as head and text."""
        lang = check_lang()
        lines = (("printed", self.printed), ("place", self.place[lang]), ("bound", self.bound[lang]))
        return [(either(*_HEADS[head]), text) for head, text in lines if text]


def linked(soup: BeautifulSoup) -> list[Tag]:
    """Return the external links of a page in order; faster than a CSS selector."""
    return [anchor for anchor in soup.find_all("a") if str(anchor.get("href", "")).startswith("http")]


def marked_as(soup: BeautifulSoup, kind: str) -> list[Tag]:
    """Return what `xclib.words.markup` marked as ``computed`` or ``placed``, in the order of the page."""
    return [span for span in soup.find_all("span") if kind in span.get_attribute_list("class")]


def addresses(soup: BeautifulSoup) -> set[str]:
    """Return the addresses that a page links."""
    return {str(anchor["href"]) for anchor in linked(soup)}


def read_statements(
    tables: Mapping[str, Any], urls: Collection[str], *, panel: Callable[[], Any] | None = None
) -> dict[str, list[Statement]]:
    """Return the statements of figures, plan and context at some addresses, and of the panel where there is no other.

    ``tables``: frames as `xclib.data.store.load` returns them; ``panel``: loads `xclib.panel`.
    """
    reports = {r["report_id"]: r for r in tables["reports"].to_dict("records")}
    found: dict[str, list[Statement]] = {}

    def add(frame: Any, read: Callable[[Row], Statement]) -> None:  # noqa: ANN401 - a frame; pandas is not imported here
        for row in frame[frame["source_url"].isin(urls)].to_dict("records"):
            found.setdefault(row["source_url"], []).append(read(row))

    add(tables["figures"], lambda row: _of_figure(row, reports[row["report_id"]]))
    add(tables["plan"], lambda row: _of_plan(row, reports[row["report_id"]]))
    add(tables["context"], _of_page)
    if panel and (rest := set(urls) - set(found)):
        frame = panel()
        add(frame[frame["source_url"].isin(rest)], _of_panel)
    return found


def _of_panel(row: Row) -> Statement:
    code, area = row["indicator"], row["area"]
    # A reader of a page knows no codes.
    name = known.zh if (known := read_indicators().get(code)) else code
    values = {**row, "grade": "", "source_title": row["doc"], "source_date": "", "bound_word": "", "indicator_zh": name}
    return _of_page(values | {"area_zh": area, "area_en": english_name(row["area_code"], area)})


def _of_figure(row: Row, report: Row) -> Statement:
    where = _Both(_place, report, row["part"], row["section"], row["line"])
    shown = in_percent(row)
    bound = _Both(_bound, shown, shown["unit"])
    label = {"zh": full_label(row), "en": row["label_en"] or with_gloss(full_label(row))}
    printed = f"…{row['prefix']}【{row['number']}】{row['suffix']}…"
    kept = ("value", "low", "high", "unit", "bound", "bound_word", "measure", "status", "period")
    return Statement(
        row["figure_id"], row["source_url"], row["value"], shown["value"] * shown["factor"], label, printed, where, bound,
        {name: row[name] for name in kept},
    )  # fmt: skip


def _of_plan(row: Row, report: Row) -> Statement:
    where = _Both(_place, report, "annex", str(row["number"]), row["line"])
    bound = _Both(either, "", "") if math.isnan(row["value"]) else _Both(format_interval, row["low"], row["high"], "")
    label = {"zh": full_label(row, name="name_zh"), "en": row["name_en"] or with_gloss(row["name_zh"])}
    unit = f"（{row['unit']}）" if row["unit"] else ""
    kept = {name: row[name] for name in ("value", "low", "high", "unit", "bound")}
    key = row["figure_id"] or f"{row['report_id']}:plan:{row['number']}{row['part']}"
    printed = f"{row['name_zh']}{unit}：【{row['plan']}】"
    return Statement(key, row["source_url"], row["value"], row["value"], label, printed, where, bound, kept)


def _of_page(row: Row) -> Statement:
    unit = printed_unit(row["unit_code"])
    bound = _Both(_bound, row, unit)
    label: dict[str, str] = {lang: f"{row[f'area_{lang}']} {row['indicator_zh']} {row['period']}" for lang in LANGS}
    kept = {name: row[name] for name in ("value", "low", "high", "bound", "bound_word", "status", "period")} | {"unit": unit}
    printed = f"{label['zh']}：【{row['as_printed']}】"
    place = _Both(_page, row)
    return Statement(
        "", row["source_url"], row["value"], row["value"], label, printed, place, bound, kept, str(row.get("indicator") or "")
    )


def _page(row: Row) -> str:
    grade = read_codes()["page"].get(row["grade"], {}).get(check_lang(), "")
    level = either(f"{row['grade']}级：{grade}", f"grade {row['grade']}: {grade}") if grade else ""
    return either("，", ", ").join(str(x) for x in (row["source_title"], row["source_date"], level) if x)


def _place(report: Row, part: str, section: str, line: int) -> str:
    title = either(report["title_zh"], report["title_en"] or report["title_zh"])
    where = read_codes()["part"].get(part, {}).get(check_lang(), part)
    return either(
        f"{title}，{where}{f'第{section}节' if section else ''}，原文第{line}行",
        f"{title}, {where}{f', section {section}' if section else ''}, line {line} of the text",
    )


def _bound(row: Row, unit: str) -> str:
    """Say which interval the words and the rounding of a number leave open."""
    low, high = float(row["low"]), float(row["high"])
    if math.isnan(low) or math.isnan(high):
        return ""
    if row.get("measure") == "rank" or low == high:
        return either("精确", "exact")
    interval = format_interval(low, high, unit)
    if word := str(row.get("bound_word") or ""):
        return either(f"“{word}”：{interval}", f"{interval} (the word {word})")
    if row["bound"] != "=" or not math.isfinite(high - low):
        return interval
    if _by_convention(str(row.get("number", ""))):
        return either(f"{interval}（约定：二十分之一）", f"{interval} (a twentieth either way, by convention)")
    return either(f"{interval}（四舍五入）", f"{interval} (rounding)")


def _by_convention(number: str) -> bool:
    """Whether the last digit of a number is a magnitude, so that less than half of it is taken to be open.

    >>> _by_convention("9亿"), _by_convention("19.6亿"), _by_convention("5.8")
    (True, False, False)
    """
    numeral = parse_numeral(number)
    return numeral is not None and round_half(numeral.value, numeral.step) < numeral.step / 2


def read_shown(text: str) -> list[tuple[float, float]]:
    """Return each number that a text shows, with half a unit of its last digit.

    >>> read_shown("超过6000亿元"), read_shown("−1.25 million")
    ([(600000000000.0, 50000000.0)], [(-1250000.0, 5000.0)])
    """
    out = []
    for found in _SHOWN.finditer(text):
        digits = found["number"].replace(",", "").replace("−", "-")
        scale = 10.0 ** _MAGNITUDES.get(found["magnitude"] or "", 0)
        places = len(digits.partition(".")[2])
        out.append((float(digits) * scale, 0.5 * scale / 10**places))
    return out


def choose(statements: Iterable[Statement], text: str) -> tuple[list[Statement], bool]:
    """Return the statements at one address that a link's text can mean, and whether the source prints its number.

    A text without a number of its own (a name, a year) claims none. Where the number is not printed at the address, it was
    computed from what is.
    """
    there = list(statements)
    shown = [(number, half) for number, half in read_shown(text) if not (half == 0.5 and 1949 <= number <= 2100)]
    stated = [s for s in there if not math.isnan(s.value)]
    if not shown or not stated:
        return there[:1] if len(there) == 1 else [], True
    fits = [s for s in stated if any(_near(s, number, half) for number, half in shown)]
    # 6.5 is near to what 6 leaves open, but it is another number where the page prints 6, too.
    equal = [s for s in fits if any(_near(s, number, abs(number) * 1e-9) for number, _ in shown)]
    exact = [s for s in fits if f"【{text}】" in s.printed]
    return exact or equal or fits or stated, bool(fits)


def _near(statement: Statement, number: float, half: float) -> bool:
    known = [v for v in (statement.value, statement.canonical) if not math.isnan(v)]
    return any(abs(abs(v) - abs(number)) <= half * 1.000001 for v in known)


@in_language
def add_sources(soup: BeautifulSoup, statements: Mapping[str, list[Statement]]) -> list[Statement]:
    """Add text, place and interval to each linked number, and formula and inputs to computed ones.

    They show where the pointer rests or the focus stands, and screen readers read them with the number.

    Those that the page links, in its order, each once. ``soup``: body of a brief; it is changed; ``statements``: by
    address, see `read_statements`.
    """
    used: dict[tuple[str, str, str], Statement] = {}
    for n, anchor in enumerate(linked(soup), 1):
        text = anchor.get_text()
        there, of = statements.get(str(anchor["href"]), ()), anchor.attrs.pop("data-of", "")
        meant, printed = choose([s for s in there if s.indicator == of] or there, text)
        if not meant:
            continue
        used |= {(s.url, s.printed, s.label["zh"]): s for s in meant[:1]}
        lines = _agreed(meant)
        if printed and meant[0].key:
            anchor["data-figure"] = meant[0].key
        if not printed:
            anchor["class"] = "from"
            lines = [(either(*_HEADS["formula"]), either(*_COMPUTED)), *lines]
        _attach(soup, anchor, lines, f"source-{n}")
    for n, mark in enumerate(marked_as(soup, "computed"), 1):
        rows = [(either(*_HEADS[name]), str(mark.get(f"data-{name}", ""))) for name in ("formula", "inputs")]
        mark["tabindex"] = "0"
        _attach(soup, mark, [(head, text) for head, text in rows if text], f"formula-{n}")
    for n, mark in enumerate(marked_as(soup, "placed"), 1):
        mark["tabindex"] = "0"
        _attach(soup, mark, [(either(*_HEADS["place"]), str(mark.get("data-place", "")))], f"place-{n}")
    return list(used.values())


def _agreed(meant: list[Statement]) -> list[tuple[str, str]]:
    """Return the lines for a number that a page prints more than once: each with its label, and what all share."""
    first, *others = (s.lines() for s in meant)
    shared = [line for line in first if all(line in other for other in others)]
    each = list(dict.fromkeys(s.printed for s in meant))
    if len(each) == 1:
        return shared
    return [(either(*_HEADS["printed"]), "；".join(each[:SEVERAL])), *shared]


def _attach(soup: BeautifulSoup, mark: Tag, lines: list[tuple[str, str]], name: str) -> None:
    """Put a tip beside a mark, as finished markup: as tags, the tips would be two thirds of those of a page."""
    from bs4.element import PreformattedString

    if not lines:
        return
    mark["aria-describedby"] = name
    rows = "".join(f"<span><b>{escape(head, quote=False)}</b> {_marked(text)}</span> " for head, text in lines)
    tip = PreformattedString(f'<span class="tip" id="{name}" role="tooltip">{rows}</span>')
    mark.wrap(soup.new_tag("span", attrs={"class": "cite"})).append(tip)


def _marked(text: str) -> str:
    """Return a text as markup, its numbers in 【】 as marks; text of a report enters as text, never as markup."""
    marked, numbers = _NUMBER.subn(r"<mark>\1</mark>", escape(text, quote=False))
    return f'<span lang="zh-CN">{marked}</span>' if numbers else f"<span>{marked}</span>"
