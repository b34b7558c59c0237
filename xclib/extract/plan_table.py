"""The plan table of an annex, as a table or flattened to one cell a line, read into rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from xclib.extract.cells import Grid, GridCell
from xclib.extract.document import Document
from xclib.extract.grids import find_grids
from xclib.extract.heads import clean_name, read_words, split_unit, unit_in
from xclib.extract.lexicon import words

#: Cells with their lines.
Cells = Sequence[tuple[str, int]]

NATURES = {"预期性": "anticipatory", "约束性": "binding"}

_SERIAL = re.compile(r"\d{1,2}")
_UNIT = re.compile(r"^(?P<name>.+?)[(（](?P<unit>[^()（）]{1,12})[)）]?$")
#: A cell that holds nothing.
_BLANK = re.compile("[-—–―－/\\\\]*")
#: Cells of the table's own head.
_HEADS = frozenset(
    (
        *("评价维度", "维度", "类别", "序号", "指标名称", "指标", "单位"),
        *("计划", "年计划", "计划目标", "目标", "指标属性", "属性", "备注"),
    )
)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One indicator of a plan table as printed; see ``plan`` in the data dictionary."""

    number: int
    part: str
    dimension: str
    name: str
    unit: str
    plan: str
    nature: str
    line: int
    #: Last cell of the name, for a number that turns out to have several rows.
    own: str = field(default="", repr=False, compare=False)

    @property
    def bare_unit(self) -> str:
        """The unit without its magnitude: 元 of 亿元."""
        return split_unit(self.unit)[1]


def read_plan(document: Document) -> list[PlanRow]:
    r"""Return the rows of the annex's plan table, also those without a number.

    Empty where there is no such table.

    >>> from xclib.extract.document import parse_text
    >>> cells = "附件 某区计划表 绿色发展 1 造林面积(公顷) 30以上 约束性 2 用水总量(亿立方米) 达到 市级要求 约束性"
    >>> [(r.number, r.name, r.unit, r.plan) for r in read_plan(parse_text("\n" * 6 + cells.replace(" ", "\n")))]
    [(1, '造林面积', '公顷', '30以上'), (2, '用水总量', '亿立方米', '达到市级要求')]
    """
    for grid in find_grids(document):
        if rows := list(_from_grid(grid)):
            return rows
    return _rows([(p.text.strip(), p.line) for p in document.paragraphs if p.part == "annex" and p.text.strip()])


def _from_grid(grid: Grid) -> Iterator[PlanRow]:
    """Yield the rows of a table with a column of natures; nothing where it has none."""
    natures = [j for j in range(max(map(len, grid.rows), default=0)) if sum(_at(row, j) in NATURES for row in grid.rows) > 1]
    named = next((i for i, row in enumerate(grid.rows) if any(cell.plain in words("name_heads") for cell in row)), None)
    if not natures or named is None:
        return
    heads = [cell.plain for cell in grid.rows[named]]
    name = max(j for j, text in enumerate(heads) if text in words("name_heads"))
    unit = next((j for j, text in enumerate(heads) if text in words("unit_heads")), None)
    serial = next((j for j, text in enumerate(heads) if text in words("serial_heads")), None)
    group = next((j for j in range(name) if j not in (unit, serial)), None)
    above = enumerate(_heads(grid.rows[named:], natures[0]))
    head_words = {j: read_words(text, None) for j, text in above if j > name and j not in (unit, natures[0])}
    aims = {j: (w.status == "target", w.period) for j, w in head_words.items()}
    plan = max((j for j in aims if head_words[j].measure != "growth"), key=lambda j: (*aims[j], j), default=None)
    growth = next((j for j in aims if head_words[j].measure == "growth" and plan is not None and aims[j] == aims[plan]), None)
    number, dimension = 0, ""
    for row in grid.rows:
        if _at(row, natures[0]) not in NATURES or plan is None:
            continue
        printed = _at(row, serial)
        number = int(printed) if printed.isdecimal() else number + 1
        dimension = _at(row, group) or dimension
        cell = row[plan] if plan < len(row) else row[-1]
        own = _at(row, unit) or unit_in(_at(row, name))
        # What is planned as a growth alone has a dash for its level.
        if _BLANK.fullmatch(cell.plain) and not _BLANK.fullmatch(_at(row, growth)):
            cell, own = row[growth or 0], "%"
        yield PlanRow(
            number, "", dimension, clean_name(_at(row, name)), own, cell.plain or "-", NATURES[_at(row, natures[0])], cell.line
        )


def _heads(rows: Sequence[Sequence[GridCell]], nature: int) -> list[str]:
    """Return what stands over each column, the rows of a head above one another joined."""
    above = list(takewhile(lambda row: _at(row, nature) not in NATURES, rows))
    return ["".join(dict.fromkeys(filter(None, (_at(row, j) for row in above)))) for j in range(max(map(len, above)))]


def _at(row: Sequence[GridCell], j: int | None) -> str:
    return row[j].plain if j is not None and j < len(row) else ""


def _rows(cells: Cells) -> list[PlanRow]:
    natures = [i for i, (cell, _) in enumerate(cells) if cell in NATURES]
    if len(natures) < 2:
        return []
    out: list[PlanRow] = []
    dimension, begin = "", 0
    for end in natures:
        group = [c for c in cells[begin:end] if c[0] not in _HEADS and not re.fullmatch(r"\d{4}年?", c[0])]
        begin = end + 1
        dimension = _group(group, NATURES[cells[end][0]], dimension, out)
    # A nature printed once for several rows leaves the last of them behind it.
    _group([c for c in cells[begin:] if c[0] not in _HEADS][:4], out[-1].nature if out else "", dimension, out, rest=True)
    return _split_rest(out)


def _group(group: Cells, nature: str, dimension: str, out: list[PlanRow], *, rest: bool = False) -> str:
    """Read the cells between two natures: perhaps the rest of the row before, a dimension, a serial, names, plans."""
    serials = [i for i, (c, _) in enumerate(group) if _SERIAL.fullmatch(c) and (not out or int(c) == out[-1].number + 1)]
    first = serials[0] if serials else None
    head = list(group[:first]) if first is not None else list(group)
    tail = list(group[first + 1 :]) if first is not None else []
    if out and any(_UNIT.match(c) for c, _ in head):
        cut = max(i for i, (c, _) in enumerate(head) if _UNIT.match(c))
        plan, used = _plan_of(head[cut + 1 :])
        # Now that the number has two rows, what stood before the first one's own name is the name of both.
        out[-1] = replace(out[-1], name=_UNIT.sub(lambda m: m["name"], out[-1].own))
        out.append(_row(out[-1].number, head[: cut + 1], plan, out[-1].dimension, out[-1].nature, head))
        head = head[cut + 1 + used :]
    if rest or first is None:
        return dimension
    # The cell right above the serial names the group; a short one has its first half in the cell before.
    if head:
        dimension = head[-1][0] if len(head[-1][0]) > 3 or len(head) == 1 else head[-2][0] + head[-1][0]
    number = int(group[first][0])
    cut = next((i for i, (c, _) in enumerate(tail) if _UNIT.match(c)), 0)
    # A unit in brackets may stand in a cell of its own.
    if cut + 1 < len(tail) and re.fullmatch(r"[(（].{1,12}[)）]?", tail[cut + 1][0]):
        cut += 1
    plan = [c for c, _ in tail[cut + 1 :]]
    out.append(_row(number, tail[: cut + 1], plan, dimension, nature, tail[cut + 1 :] or tail))
    return dimension


def _plan_of(cells: Cells) -> tuple[list[str], int]:
    """Plan cells of a row whose nature is not printed again: up to the cell that holds a number or ends a phrase."""
    plan: list[str] = []
    for n, (cell, _) in enumerate(cells, 1):
        plan.append(cell)
        if re.search(r"\d|要求|同步|-", cell):
            return plan, n
    return plan[:1], min(1, len(plan))


def _row(number: int, names: Cells, plan: Iterable[str], dimension: str, nature: str, at: Cells) -> PlanRow:
    name = "".join(c for c, _ in names)
    found = _UNIT.match(name)
    printed = "".join(plan)
    digits = [line for cell, line in at if re.search(r"\d", cell) and cell in printed]
    line = digits[-1] if digits else next((line for cell, line in at if cell in printed), at[0][1] if at else 0)
    label, unit = (found["name"], found["unit"]) if found else (name, "")
    return PlanRow(number, "", dimension, label, unit, printed or "-", nature, line, names[-1][0] if names else "")


def _split_rest(rows: Sequence[PlanRow]) -> list[PlanRow]:
    """Return the rows with the parts of an indicator numbered."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.number] = counts.get(row.number, 0) + 1
    seen: dict[int, int] = {}
    out = []
    for row in rows:
        seen[row.number] = seen.get(row.number, 0) + 1
        part = str(seen[row.number]) if counts[row.number] > 1 else ""
        out.append(replace(row, part=part))
    return out
