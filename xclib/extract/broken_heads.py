"""Heads and cells that a copy broke over several lines: whether it did, and what they make put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from xclib.extract.cells import OPENS, GridCell, joined_cell
from xclib.extract.heads import is_unit, read_words, unit_in
from xclib.extract.lexicon import words

#: Heads that name what is measured, so that none need stand below them.
_MEASURE = re.compile(r"(?:[数额率重值]|%|增幅|增速|增长|增减|备注|属性)$")
#: What parts two halves of a cell, and the number of a row before its name.
_HALVES = re.compile("\\d\n[年月](?!度|份|均|末|初|底)|增\n[减长速幅加]")
_NUMBER = re.compile(r"^[a-zA-Z\d一二三四五六七八九十]{1,3}[)）](?=.)")
#: Lines of one head at most, and a head that is whole as it stands, but may have more of it below.
_BROKEN = 3
_UNCLOSED = re.compile("[(（][^)）]*$")
_ODD = re.compile("(?![一二三四五六七八九十甲乙丙丁戊男女])[\u3400-\u9fff]")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]?$|%$")
_YEAR_HEAD = re.compile(r"(?:19|20)\d\d年?")


def put_together(lines: Sequence[GridCell], width: int) -> list[GridCell]:
    """Return the one row of heads so wide that lines make which a copy broke heads into; nothing where it is not clear which.

    Every head is whole and no more: it says what it measures, heads names or units, or is a year.
    """
    # By how many lines and heads are used: the ways to do so, two at most.
    ways: dict[tuple[int, int], list[list[GridCell]]] = {(0, 0): [[]]}
    if len(lines) > 1 and (named := joined_cell(lines[:2])).plain in words("name_heads"):
        # 行业, 类别: no other head begins with the second.
        ways = {(2, 1): [[named]]}
    whole = False
    for begin, line in enumerate(lines):
        for end in range(begin + 1, min(begin + _BROKEN, len(lines)) + 1):
            head = joined_cell(lines[begin:end])
            last = lines[end - 1]
            if _is_rest(line) or (end > begin + 1 and (OPENS.match(last.plain) or (whole and not _is_rest(last)))):
                break
            whole = _is_whole(head)
            stands = _YEAR_HEAD.fullmatch(head.plain) or (whole and not _says_two(lines[begin:end]))
            for many in range(width) if stands else ():
                for way in ways.get((begin, many), []):
                    ways.setdefault((end, many + 1), []).append([*way, head])
                    del ways[end, many + 1][2:]
    found = ways.get((len(lines), width), [])
    return found[0] if len(found) == 1 and _are_distinct(found[0]) else []


def _are_distinct(heads: Sequence[GridCell]) -> bool:
    """Whether no head comes twice but 同比增长, which may stand behind each of several."""
    again = {name for name, many in Counter(cell.plain for cell in heads).items() if many > 1}
    compare = all(found.measure == "growth" and not found.rest for found in (read_words(name, None) for name in again))
    return compare and all(a.plain != b.plain for a, b in pairwise(heads))


def _says_two(lines: Sequence[GridCell]) -> bool:
    """Whether lines of one head speak of two years, or of what is planned and done, but for the share of one in the other."""
    states = {status for line in lines if (status := read_words(line.plain, None).status)}
    return sum(names_year(line) for line in lines) > 1 or (len(states) > 1 and not lines[-1].plain.endswith("%"))


def _is_whole(head: GridCell) -> bool:
    """Whether nothing of a head needs to stand on another line."""
    if _UNCLOSED.search(head.plain):
        return False
    named = (*words("name_heads"), *words("place_heads"), *words("unit_heads"), *words("totals"))
    grows = read_words(head.plain, None).measure == "growth"
    return head.plain in named or grows or (is_measure(head) and not _is_rest(head))


def _is_rest(line: GridCell) -> bool:
    """Whether a line cannot begin a head."""
    if OPENS.match(line.plain):
        return False
    return line.plain[:1] in "（(%)）的" or is_broken(GridCell(_BRACKETED.sub("", line.plain), line.line, line.start))


def are_broken(heads: Sequence[GridCell]) -> bool:
    """Whether lines above a table show that a copy broke its heads: 增, 长（%）; units in brackets alone are a row of heads."""
    rests = [_is_rest(cell) or _is_odd(cell) for cell in heads]
    if any(a.plain[:1] in "（(" and b.plain[:1] in "（(" for a, b in pairwise(heads)):
        return False
    return any(map(_are_halves, heads, heads[1:])) or any(rests[1:]) or any(_UNCLOSED.search(cell.plain) for cell in heads[:-1])


def are_torn(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether cells beside each other show that rows of a table are none: 年均[累计, ]; 增长（%, ）; 2030, 年计划; 速, 5.2%."""
    wide = [row for row in rows if len(row) > 1]
    cut = any(is_broken(row[0]) or any(map(_are_halves, row, row[1:])) for row in wide)
    return cut or any(_closes_none(cell.plain) for row in wide for cell in row if not cell.value)


def _closes_none(text: str) -> bool:
    """Whether a bracket closes none that is open: 里）; but 1）茶叶 is numbered, and 产值（现价（亿元）） is whole.

    >>> _closes_none("里）"), _closes_none("1）茶叶"), _closes_none("产值（现价（亿元））")
    (True, False, False)
    """
    open_ones = accumulate((c in "(（[【") - (c in ")）]】") for c in _NUMBER.sub("", text))
    return min(open_ones, default=0) < 0


def _are_halves(a: GridCell, b: GridCell) -> bool:
    """Whether two cells are one that a copy broke: 2030, 年计划; 比年初增, 减额."""
    return _HALVES.search(f"{a.plain}\n{b.plain}") is not None


def _is_odd(cell: GridCell) -> bool:
    """Whether a line is a single character that heads nothing: 金, but not 吨, 男 or 县."""
    return _ODD.fullmatch(cell.plain) is not None and not is_unit(cell.plain) and cell.plain not in words("place_heads")


def is_broken(cell: GridCell) -> bool:
    """Whether a head is a single character that a copy broke off another: 数, but not 男, 吨 or 猪."""
    return cell.plain in words("broken_off")


def has_own_unit(cell: GridCell) -> bool:
    """Whether a head prints a unit, or the year whose index is 100."""
    return unit_in(cell.plain) != "" or re.search(r"[=＝]100", cell.plain) is not None


def is_measure(cell: GridCell) -> bool:
    """Whether a head says what is measured, so that none need stand below it."""
    return has_own_unit(cell) or _MEASURE.search(cell.plain) is not None


def names_year(cell: GridCell) -> bool:
    """Whether a head names a year: 2030年完成数."""
    return re.search(r"(?:19|20)\d\d年", cell.plain) is not None
