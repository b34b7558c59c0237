"""Tables that a copy has flattened: one cell a line, one row a line, or rows between bars.

A value takes its unit and magnitude from the head of its column, row or table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xclib.document import Document, Paragraph
from xclib.lexicon import words
from xclib.tokens import FOLD
from xclib.units import read_units

_VALUE = r"[+-]?\d[\d,]*(?:\.\d+)?"
#: A line that is nothing but one value: 98.5以上, <3.5.
_CELL = re.compile(rf"\s*(?P<sign>[<>≤≥]?)\s*(?P<number>{_VALUE})\s*(?P<unit>%?)\s*(?P<word>以上|以下|以内|左右)?\s*$")
#: A head cell with its unit: 用水总量(亿立方米); a closing bracket may be lost.
_HEAD = re.compile(r"\s*(?P<name>[^。，]{2,40}?)\s*[(（](?P<unit>%|[^()（）\d。，]{1,10})[)）]?\s*$")
_UNIT_LINE = re.compile(r"\W*单\s*位\s*[:：]\s*(?P<unit>[^\s。，]{1,10})\s*$")
_ROW = re.compile(rf"[\s\-*]*(?P<name>[^\d\s|][^|。，；]{{0,38}}?)\s+(?P<cells>(?:{_VALUE}%?(?:\s+|$))+)$")
_NOTE = re.compile(r"\[\d{1,3}\]")
_ATTRIBUTE = re.compile(r"\s*(?:预期性|约束性|-+|—+)\s*$")
_MAGNITUDE = re.compile(r"([十百千万亿]*)(.*)$")
_GROWTH = re.compile(r"增长|增速|增幅|涨跌|涨幅|降幅|同比")
_WHOLE = frozenset({"全国", "全市", "全省", "合计", "总计", "指标", "绝对数", "数量", "指标名称"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table."""

    start: int
    number: str
    unit: str
    magnitude: str
    label: str
    growth: bool
    sign: str = ""


@dataclass(slots=True)
class _Table:
    """What the lines above say of the cells to come."""

    unit: str = ""
    growth: bool = False
    columns: list[str] = field(default_factory=list)
    head: str = ""
    head_unit: str = ""
    open: bool = False


def read_cells(document: Document) -> dict[int, list[Cell]]:
    r"""Return the cells of every line that belongs to a table, by line; a serial number has none.

    >>> from xclib.document import parse_text
    >>> text = "附件\n用水总量(亿立方米)\n3.5"
    >>> read_cells(parse_text("\n" * 4 + text))[7]
    [Cell(start=0, number='3.5', unit='立方米', magnitude='亿', label='用水总量', growth=False, sign='')]
    """
    cells: dict[int, list[Cell]] = {}
    # A communique is full of tables; a passage of one may begin within.
    table = _Table(open=document.kind.startswith("statistical"))
    for paragraph in document.paragraphs:
        text = paragraph.text
        if not text.strip():
            continue
        if len(text) > 200:
            table = _Table()
            continue
        folded = text.translate(FOLD)
        found = _read_line(folded, paragraph, table)
        if found is not None:
            cells[paragraph.line] = found
    return cells


def _read_line(text: str, paragraph: Paragraph, table: _Table) -> list[Cell] | None:
    if unit := _UNIT_LINE.match(text):
        table.unit, table.open, table.columns = unit["unit"], True, []
        return []
    if text.lstrip().startswith("|"):
        return list(_bars(text, table))
    if re.match(r"\W*表\s*\d", text):
        table.growth, table.open, table.columns, table.unit = bool(_GROWTH.search(text)) and "及" not in text, True, [], ""
        return []
    if table.open and (row := _ROW.match(text)):
        return list(_row(row, table))
    if table.open and re.match(r"\s*[-*]\s", text) and len(text) < 60:
        table.columns += [_NOTE.sub("", c) for c in text.strip(" -*").split()]
        return []
    if paragraph.part == "annex":
        return _flat(text, table)
    if not _CELL.match(text):
        table.open = False
    return None


def _split_unit(unit: str) -> tuple[str, str]:
    """Magnitude and unit of a head: 亿立方米."""
    if unit.startswith(("千瓦", "千米", "千克", "千升", "百分点")):
        return "", unit
    found = _MAGNITUDE.match(unit)
    assert found is not None
    magnitude, rest = found.groups()
    if magnitude.endswith("千") and rest.startswith(("瓦", "米", "克", "伏", "升")):
        return magnitude[:-1], "千" + rest
    return magnitude, rest


def _flat(text: str, table: _Table) -> list[Cell] | None:
    """One cell a line: a head with its unit, then its value; other whole numbers are serial."""
    if value := _CELL.match(text):
        if not table.head:
            return []
        magnitude, unit = _split_unit(value["unit"] or table.head_unit)
        cell = Cell(
            value.start("number"), value["number"], unit, magnitude, table.head, bool(_GROWTH.search(table.head)), value["sign"]
        )
        table.head = ""
        return [cell]
    if head := _HEAD.match(text):
        table.head, table.head_unit = head["name"], head["unit"]
        return []
    if _ATTRIBUTE.match(text):
        table.head = ""
    return None


def _known(unit: str) -> bool:
    """Whether a cell holds a unit with its magnitude: 万吨."""
    own = _split_unit(unit)[1]
    return len(unit) > 1 and (own in read_units() or own in words("counters") or own in words("table_units"))


def _label(name: str, column: str) -> str:
    name = re.sub(r"\s+", "", _NOTE.sub("", name))
    name = re.sub(r"^(?:其中[:：]|其中)", "", name)
    return name if column in _WHOLE or _GROWTH.search(column) or not column else column + name


def _row(row: re.Match[str], table: _Table) -> Iterator[Cell]:
    """Yield the cells of a name and its values, parted by blanks."""
    values = list(re.finditer(_VALUE, row["cells"]))
    name, unit = row["name"], table.unit
    if not unit and _known(tail := name.rpartition(" ")[2]):
        # The unit stands in the row: 水电 亿千瓦时 6156.4 -3.3, an amount and its growth.
        name, unit = name[: -len(tail)], tail
        columns = ["", *["比上年增长"] * (len(values) - 1)]
    elif len(table.columns) >= len(values):
        columns = table.columns[-len(values) :]
    else:
        columns = [""] * len(values)
    for value, column in zip(values, columns, strict=True):
        growth = table.growth or bool(_GROWTH.search(column))
        magnitude, own = _split_unit("%" if _GROWTH.search(column) else unit)
        yield Cell(row.start("cells") + value.start(), value[0], own, magnitude, _label(name, column), growth)


def _bars(text: str, table: _Table) -> Iterator[Cell]:
    """Yield the cells of a row between bars; the first row names the columns."""
    spans = [(m.start(), m[0]) for m in re.finditer(r"[^|]+", text)]
    plain = [re.sub(r"<br>|\s|\[\d{1,3}\]", "", cell) for _, cell in spans]
    if not any(re.fullmatch(_VALUE, cell) for cell in plain[1:]):
        if not all(set(cell) <= set("-: ") for cell in plain):
            table.columns = plain
        return
    if not table.columns and len(plain) > 3 and _known(plain[1]):
        # The head of the table is not in the text: name, unit, amount, growth, value, growth.
        table.columns = ["", "单位", "数量", "增长（%）", "金额（亿元）", "增长（%）"]
    units = [i for i, column in enumerate(table.columns) if column == "单位"]
    row_unit = plain[units[0]] if units and units[0] < len(plain) else ""
    for i, ((start, cell), value) in enumerate(zip(spans, plain, strict=True)):
        column = table.columns[i] if i < len(table.columns) else ""
        if i == 0 or not re.fullmatch(_VALUE, value):
            continue
        inner = re.search(r"[(（]([^()（）]{1,10})[)）]", column)
        magnitude, unit = _split_unit(inner[1] if inner else row_unit or table.unit)
        yield Cell(
            start + cell.index(value),
            value,
            unit,
            magnitude,
            _label(plain[0], column if not units else ""),
            bool(_GROWTH.search(column)),
        )
