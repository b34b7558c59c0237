"""Which head stands over which column: heads below merged ones, and rows that lack cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, islice, pairwise, takewhile

from xclib.extract.broken_heads import has_own_unit, is_broken, is_measure, names_year
from xclib.extract.cells import CAPTION, SECTION, TITLE, YEAR, GridCell, kind_of, kinds_of, one_of
from xclib.extract.heads import is_unit, only_compares, read_words, table_units
from xclib.extract.lexicon import words
from xclib.extract.table_parts import coverage_of

_LEVEL_HEAD = re.compile(
    r"^(?:绝对[数值额量]|总量|完成[数额]|金额|[总产]值|产量|数[值量]|(?:调整)?预算数|执行数|[年期月]?[末初]?余额)"
)
_RATE_HEAD = re.compile(r"增|同比|[%位名]|排")
#: Ways to deal lower heads that are compared, at most.
_WAYS = 64
#: An area of several that stand beside each other.
_PLACE = re.compile("[^全市].+[市县区镇乡]$")
#: What is no share of anything in %.
_NO_SHARE = 10_000
#: Several months: 1—8月.
_MONTHS = re.compile(r"\d月?\s?[-—–~至到]\s?\d{1,2}月")
#: What may be less than nothing.
_FALLING = re.compile("增|差|结余|净|盈|亏|利润|平衡|气温|贡献|拉动")
_ORDINAL = re.compile("[一二三四五六七八九十]+")
NATURES = frozenset({"预期性", "约束性"})


def heads_of(cells: Sequence[GridCell], width: int, rows: Sequence[Sequence[GridCell]]) -> list[list[GridCell]]:
    """Return the rows of heads above rows so wide, the cells that name the table first; none where they are not clear."""
    if cells and SECTION.match(cells[-1].text) and (above := heads_of(cells[:-1], width, rows)):
        return [*above, [cells[-1]]]
    full = [row for row in rows if len(row) == width]
    kinds = kinds_of([row for row in full if not _ORDINAL.fullmatch(row[0].plain)] or full, width)
    lead = next((j for j in range(1, width) if kinds[j] == "value"), 1)
    if len(cells) > width and _names_rows(cells[-width]) and not any(map(_names_rows, cells[:-width])):
        # One row of heads, whatever the lines above it say, unless 项目 comes again for a second side that they head.
        one = [list(cells[-width:])]
        if suits(one, kinds) and all(cell.plain != cells[-width].plain for cell in one[0][1:]):
            return [*([above] for above in cells[:-width]), *one]
    named = [n for n, cell in enumerate(cells) if _names_table(cell)]
    for begin in range(named[-1] + 1 if named else 0, len(cells)):
        cell, heads = cells[begin], cells[begin:]
        if len(cell.plain) > 8 and any(other.plain in words("name_heads") for other in heads[1:2]):
            # The title of the table.
            continue
        if len(heads) == width and (summed := _with_sums(heads, lead)):
            found = summed
        elif len(heads) % width == 0:
            found = [list(heads[i : i + width]) for i in range(0, len(heads), width)]
        else:
            found = under_merged(heads, width, lead, rows) or under_merged(heads, width, 0) or []
        if found and suits(found, kinds):
            return [*([above] for above in cells[:begin]), *found]
        if not cell.is_empty and (cell.plain in words("name_heads") or not CAPTION.search(cell.plain)):
            break
    years = _years_at_end(cells)
    if years and len(years) == width - 1 and lead == 1:
        # What heads the names is left empty.
        return [*([above] for above in cells[: -len(years)]), [GridCell("", years[0].line, 0), *years]]
    # One row of heads, and the name of the first part.
    headed = cells[-width - 1 : -width] and cells[-width - 1].plain in words("name_heads")
    parted = (headed or len(_years_at_end(cells[:-1])) == width - 1) and may_part(cells[-1])
    return [*above, [cells[-1]]] if parted and (above := heads_of(cells[:-1], width, rows)) else []


def places_across(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether areas stand beside the head that they belong below, so that what is a row was a column: 地区, 云泽区, 石塘县."""
    head = rows[0] if rows else []
    if len(rows) < 2 or not head or head[0].plain not in words("place_heads"):
        return False
    below = [row[0] for row in rows[1:]]
    return sum(map(_is_area, head[1:])) > 1 and not any(_is_area(cell) for cell in below)


def _is_area(cell: GridCell) -> bool:
    return _PLACE.match(cell.plain) is not None


def _names_table(cell: GridCell) -> bool:
    """Whether a line above a table is its number, its title or its unit."""
    titled = len(cell.plain) > 4 and cell.plain.endswith("表")
    return titled or TITLE.match(cell.text) is not None or table_units(cell.text)[0] != ""


def _names_rows(cell: GridCell) -> bool:
    """Whether a head is that of the names of rows: 指标, 月份."""
    heads = (*words("name_heads"), *words("place_heads"), *words("serial_heads"))
    return cell.plain in heads or cell.plain in ("月份", "年份", "时间")


def _years_at_end(cells: Sequence[GridCell]) -> list[GridCell]:
    return list(takewhile(lambda cell: cell.is_year, reversed(cells)))[::-1]


def may_part(cell: GridCell) -> bool:
    """Whether a cell may name a part of a table: it says nothing of time, status, unit and measure."""
    return (
        kind_of(cell) == "name"
        and not (is_no_part(cell) or is_measure(cell) or cell.plain in words("generic_heads") or cell.plain.startswith("其中"))
        and (read_words(cell.plain, None).rest == cell.plain)
    )


def is_no_part(cell: GridCell) -> bool:
    """Whether a cell with words is none that could name a part of a table."""
    return is_unit(cell.plain) or cell.plain in NATURES


def suits(heads: Sequence[Sequence[GridCell]], kinds: Sequence[str]) -> bool:
    """Whether heads may stand above columns of such kinds: names above names, numbers of rows above numbers."""
    names, serials = words("name_heads"), words("serial_heads")
    lowest = heads[-1][0]
    if (
        kinds[:1] == ["name"]
        and lowest != heads[0][0]
        and _names_rows(heads[0][0])
        and lowest.plain not in ("", *words("unit_heads"))
    ):
        # The heads of the second side of the table, or one that heads no names.
        return False
    if len(heads) > 1 and heads[-1][0].plain not in names and _covers_both(heads[0], kinds):
        # What heads the names of rows heads no values.
        return False
    units = heads[-1][0].plain in words("unit_heads") and not (len(heads) > 1 and all(is_unit(c.plain) for c in heads[-1][1:]))
    if kinds[:1] == ["name"] and (heads[-1][0].is_year or units):
        return False
    if any(cell.counts or (j and is_broken(cell)) for row in heads for j, cell in enumerate(row)):
        return False
    if any(_heads_no_values(row, j, kinds) for row in heads for j in range(len(kinds))):
        return False
    return all(
        kind in ("", "name" if head.plain in names else "value" if head.plain in serials else kind)
        for head, kind in zip(heads[-1], kinds, strict=True)
    )


def _heads_no_values(row: Sequence[GridCell], j: int, kinds: Sequence[str]) -> bool:
    """Whether a head stands above no such column: 单位 above numbers, 一、收入 or 合计 above names."""
    of_units = row[j].plain in words("unit_heads") and kinds[j] == "value" and not all(is_unit(cell.plain) for cell in row[1:])
    return of_units or (
        kinds[j] == "name" and j > 0 and (SECTION.match(row[j].text) is not None or row[j].plain in words("totals"))
    )


def _covers_both(above: Sequence[GridCell], kinds: Sequence[str]) -> bool:
    """Whether one head of an upper row stands above a column of names and one of values, but for 项目 above their codes."""
    sides = zip(pairwise(above), pairwise(kinds), strict=True)
    names = words("name_heads")
    return any(
        left is right and (both == ("name", "value") or (both == ("value", "name") and left.plain not in names))
        for (left, right), both in sides
    )


def under_merged(
    heads: Sequence[GridCell], width: int, lead: int, rows: Sequence[Sequence[GridCell]] = (), many: int = 0
) -> list[list[GridCell]] | None:
    """Return the two rows of heads of a table so wide, merged cells in each of their places; None where they are not clear.

    指标, 全市, 市本级, then 执行数, 增长（%）, 执行数, 增长（%）: the heads below begin anew under each above. Some above have
    none below them: those with a unit, else those that name what is measured, else all but years. Where the numbers do not
    settle it, the heads must be alike below each above, or only one choice of those above may have heads below. ``many``: how
    many stand above, where that is known: then names stand above names, too.
    """
    if width >= len(heads):
        return None

    def is_so_wide(way: Sequence[Sequence[GridCell]]) -> bool:
        return many in (0, len({*map(id, way[0])}))

    kinds = kinds_of(rows, width) if many else []

    def may_be(way: Sequence[Sequence[GridCell]]) -> bool:
        return is_so_wide(way) and _says_once(way) and agrees(way, rows) and (not kinds or suits(way, kinds))

    shown = _over_years(heads, width, lead, rows) or _by_sums(heads, width, lead, rows)
    if shown and is_so_wide(shown):
        return shown

    ways = [way for way in _covers(heads, width, lead) if may_be(way)]
    ways = [way for way in ways if _deals_alike(way)] or ways
    if not ways:
        costs = [(_cost(way), way) for way in _all_covers(heads, width, lead) if may_be(way)]
        ways = [way for cost, way in costs if cost == min(costs, key=lambda pair: pair[0])[0]]
    return ways[0] if len({_covering_heads(way) for way in ways}) == 1 else None


def heads_over(
    heads: Sequence[list[GridCell]], kinds: Sequence[str], rows: Sequence[Sequence[GridCell]]
) -> list[list[GridCell]]:
    """Return the rows of heads above columns of such kinds, each merged cell in all of its places; none where not clear."""
    width, lead = len(kinds), kinds.index("value", 1)
    if heads and any(map(_names_table, heads[0])):
        found = heads_over(heads[1:], kinds, rows)
        return [heads[0], *found] if found else []
    if all(len(head) == width for head in heads):
        return [*heads]
    above, below = heads[0], [cell for head in heads[1:] for cell in head]
    spread = [above[0]] * lead
    if len(heads) == 1:
        # One head may stand over the class and the name of a row.
        named = lead > 1 and above[1].plain in (*words("name_heads"), *words("unit_heads"))
        return [above] if lead == 1 else [[*spread, *above[1:]]] if len(above) + lead - 1 == width and not named else []
    if len(heads) > 2 or len(above) >= width:
        return []
    if len(above) == 2 and len(below) == width and lead > 1 and above[0].plain in words("name_heads"):
        return [[*spread, *[above[1]] * (width - lead)], below]
    cells, many = [*above, *below], len(above)
    way = under_merged(cells, width, lead, rows, many) or under_merged(cells, width, 0, rows, many)
    return way if way and suits(way, kinds) else []


def _all_covers(heads: Sequence[GridCell], width: int, lead: int) -> Iterator[list[list[GridCell]]]:
    """Yield the two rows of heads of every way to let some of the upper ones cover two or more of the lower ones each."""
    for many in range(max(lead + 1, len(heads) - width), len(heads) - 1):
        below = heads[many:]
        covering = many + len(below) - width
        if not 0 < covering <= len(below) // 2 or not _may_part_from(heads[lead:many], below):
            continue
        sizes = [list(way) for way in islice(_ways([cell.plain for cell in below], covering, 2), _WAYS)]
        apart = {*words("totals"), *words("note_heads")}
        may_cover = [i for i in range(lead, many) if heads[i].plain not in apart]
        for over in islice(combinations(may_cover, covering), _WAYS):
            for size in sizes:
                given = iter(below)
                sized = dict(zip(over, size, strict=True))
                columns = [(cell, [*islice(given, sized[i])] if i in sized else [cell]) for i, cell in enumerate(heads[:many])]
                yield [[above for above, under in columns for _ in under], [cell for _, under in columns for cell in under]]


def _may_part_from(above: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether none of the lower heads is one of the upper ones too, or that of notes."""
    return not {*map(_form, above)} & {*map(_form, below)} and not any(cell.plain in words("note_heads") for cell in below)


def _cost(way: Sequence[Sequence[GridCell]]) -> int:
    """Return how unlikely it is that heads stand below those that they do: 其中 leaves it to them, 增长率 needs none."""
    over = {id(above): above for above, under in zip(*way, strict=True) if above is not under}
    return sum(
        -1 if cell.plain.startswith("其中") else 2 * (read_words(cell.plain, None).measure != "") + is_measure(cell)
        for cell in over.values()
    )


def _says_once(way: Sequence[Sequence[GridCell]]) -> bool:
    """Whether no head says of time or of growth what the one below it says too, nor stands over the parts of another.

    当月增幅 stands not above 累计, nor 项目支出 above 人员经费.
    """
    whole, *parts = words("whole_and_parts")
    for above, under in zip(*way, strict=True):
        if above is under:
            continue
        if under.plain in parts and above.plain != whole:
            return False
        over, own = read_words(above.plain, None), read_words(under.plain, None)
        # 比上年同期 is of whichever months stand below or above it.
        timed = all(coverage_of(cell.plain.replace("同期", ""), "to date") for cell in (above, under))
        # What is reckoned from the month before is of one month.
        beyond = "上月" in above.plain and _MONTHS.search(under.plain)
        grows = over.measure and own.measure and not only_compares(above.plain)
        placed = _PLACE.match(above.plain) and _PLACE.match(under.plain)
        if (
            timed
            or beyond
            or grows
            or placed
            or (over.unit and own.unit and "%" not in (over.unit, own.unit) and not own.measure)
        ):
            return False
    return True


def _covers(heads: Sequence[GridCell], width: int, lead: int) -> Iterator[list[list[GridCell]]]:
    """Yield the two rows of heads that a table so wide may have, those of the likeliest way to tell heads alone first."""
    years = [cell.plain for cell in heads if cell.is_year]
    apart = {*words("totals"), *words("note_heads")}

    def is_no_latest(cell: GridCell) -> bool:
        return not years or cell.plain != max(years)

    dated = [names_year(cell) for cell in heads]
    among = not all(map(_is_no_among, heads))
    ways = (_is_no_among,) if among else (_is_no_comparison, has_own_unit, is_measure, _is_no_year, is_no_latest)
    for stands_alone in ways:
        singles = [i < lead or stands_alone(cell) or cell.plain in apart for i, cell in enumerate(heads)]
        # No more heads below than columns.
        for many in range(max(lead + 1, len(heads) - width), len(heads) - 1):
            above, below, alone = heads[:many], heads[many:], singles[:many]
            if (any(dated[:many]) and any(dated[many:])) or _state_twice(above, below, alone):
                continue
            if not _may_part_from(above[lead:], below):
                continue
            if sum(alone) + len(below) == width and (parts := _dealt(below, alone.count(False))):
                given = iter(parts)
                columns = [(cell, [cell] if single else next(given)) for cell, single in zip(above, alone, strict=True)]
                yield [[over for over, under in columns for _ in under], [cell for _, under in columns for cell in under]]


def _is_no_among(cell: GridCell) -> bool:
    """Whether a head does not leave it to those below it what it is: 其中."""
    return cell.plain.rstrip(":：") != "其中"


def _form(cell: GridCell) -> str:
    """Return a head but for its numbers: 0—14岁 and 15—64岁 stand beside each other."""
    return re.sub(r"\d+", "0", cell.plain)


def _covering_heads(way: Sequence[Sequence[GridCell]]) -> tuple[int, ...]:
    """Return the heads of an upper row that others stand below."""
    return tuple(dict.fromkeys(id(over) for over, under in zip(*way, strict=True) if over is not under))


def _deals_alike(way: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the same heads stand below each of several."""
    parts: dict[int, list[str]] = {}
    for over, under in zip(*way, strict=True):
        if over is not under:
            parts.setdefault(id(over), []).append(under.plain)
    return len(parts) > 1 and len({*map(tuple, parts.values())}) == 1


def agrees(heads: Sequence[Sequence[GridCell]], rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether what is printed with % stands below the heads of shares and rates, and no part is more than its sum."""
    full = [row for row in rows if len(row) == len(heads[-1])]
    marked = [any(row[j].text.endswith("%") for row in full) for j in range(len(heads[-1]))]
    shares = [re.search(r"^占|比重|占比", head.plain) is not None for head in heads[-1]]
    levels = [_LEVEL_HEAD.match(head.plain) is not None for head in heads[-1]]
    odd = any((level and mark) or (share and not mark) for mark, share, level in zip(marked, shares, levels, strict=True))
    paths = [list(dict.fromkeys(row[j].plain for row in heads if j < len(row))) for j in range(len(heads[-1]))]
    if not all(_may_hold(path, [row[j] for row in full]) for j, path in enumerate(paths)):
        return False
    return not (any(marked) and odd) and all(
        _holds(row[j], row[j + 1])
        for j, (head, after) in enumerate(pairwise(heads[-1]))
        if head.plain in words("totals") and after.plain.startswith(("其中", "#"))
        for row in full
    )


def _may_hold(heads: Sequence[str], cells: Sequence[GridCell]) -> bool:
    """Whether numbers may stand below heads: only what may fall is negative, and ranks and what is counted are whole."""
    found = [read_words(head, None) for head in ("".join(heads), *heads)]
    texts = [cell.text for cell in cells if cell.value]
    falls = any(head.measure in ("growth", "change") for head in found) or any(map(_FALLING.search, heads))
    if any(head.startswith("占") for head in heads) and any(amount(cell) >= _NO_SHARE for cell in cells):
        return False
    whole = found[0].measure == "rank" or (found[0].unit in words("whole_units") and not found[0].share)
    return (falls or not any(text.startswith("-") for text in texts)) and not (whole and any("." in text for text in texts))


def _holds(whole: GridCell, part: GridCell) -> bool:
    """Whether a number may be part of another: it is no more, and both have decimals or none."""
    empty = not (whole.value and part.value)
    return empty or (("." in whole.text) == ("." in part.text) and amount(part) <= amount(whole))


def _with_sums(heads: Sequence[GridCell], lead: int) -> list[list[GridCell]]:
    """Return the two rows of heads where the lower ones are alike below each above, whose sum stands first without a head.

    地区, 债务限额, 债务余额, 一般债务, 专项债务, 一般债务, 专项债务: as many heads as columns, but in no one row.
    """
    for many in range(2, (len(heads) - lead) // 3 + 1):
        above, below = heads[lead : lead + many], heads[lead + many :]
        size = len(below) // many
        if any(_RATE_HEAD.search(cell.plain) for cell in below):
            # A rate is no part of a sum.
            continue
        if size > 1 and size * many == len(below) and (parts := _dealt(below, many)) and parts[0][0].plain == parts[1][0].plain:
            empty = GridCell("", below[0].line, 0)
            names = list(heads[:lead])
            over = [cell for cell in above for _ in range(size + 1)]
            return [names + over, names + [cell for part in parts for cell in (empty, *part)]]
    return []


def _over_years(
    heads: Sequence[GridCell], width: int, lead: int, rows: Sequence[Sequence[GridCell]]
) -> list[list[GridCell]] | None:
    """Return the two rows of heads where one head stands above years and the numbers below them show which it is.

    常住人口, 比重, then 2030年, 2020年: the years divide what is printed alike in both of their columns.
    """
    below = [cell for cell in heads if cell.is_year]
    many = len(heads) - len(below)
    full = [row for row in rows if len(row) == width]
    if len(heads) != width + 1 or len(below) < 2 or list(heads[many:]) != below or len(full) < 2:
        return None
    printed = [{_digits(row[j]) for row in full} - {"none"} for j in range(width)]

    def divides(i: int) -> bool:
        own, others = printed[i : i + len(below)], printed[1:i] + printed[i + len(below) :]
        return all(kinds == own[0] for kinds in own) and own[0] not in others

    fitting = [i for i in range(max(lead, 1), many) if divides(i)]
    return _covering(heads[:many], fitting[0], below) if len(fitting) == 1 else None


def _by_sums(
    heads: Sequence[GridCell], width: int, lead: int, rows: Sequence[Sequence[GridCell]]
) -> list[list[GridCell]] | None:
    """Return the two rows of heads where the numbers show which head a sum is below.

    合计 above is the sum of 小计 and of those beside it; 合计 below is the sum of 男 and 女 behind it, or more than 其中：女.
    """
    many = next((i for i, cell in enumerate(heads) if i > lead and cell.plain in words("totals")), 0)
    below = heads[many:]
    # Notes stand behind the numbers, and count nothing.
    noted = kinds_of([row for row in rows if len(row) == width], width)[-1] == "name"
    counted = slice(lead, width - noted)
    full = [[amount(cell) for cell in row[lead:]] for row in rows if len(row) == width and all(c.value for c in row[counted])]
    if not full or many - 1 + len(below) != width:
        return None
    is_whole = heads[lead].plain in words("totals")

    def adds(at: int) -> bool:
        if not is_whole and len(below) == 2 and below[1].plain.startswith("其中"):
            return all(_holds(row[at], row[at + 1]) for row in rows if len(row) == width)
        within = range(at - lead + 1, at - lead + len(below))
        whole, parts = (0, set(range(1, width - lead)) - set(within)) if is_whole else (at - lead, set(within))
        return all(abs(row[whole] - sum(row[j] for j in parts)) <= 0.001 * abs(row[whole]) for row in full)

    fitting = [at for at in range(lead + is_whole, many) if adds(at)]
    return _covering(heads[:many], fitting[0], below) if len(fitting) == 1 else None


def _covering(above: Sequence[GridCell], at: int, below: Sequence[GridCell]) -> list[list[GridCell]]:
    """Return the two rows of heads where one of those above covers all below."""
    before, after = above[:at], above[at + 1 :]
    return [[*before, *[above[at]] * len(below), *after], [*before, *below, *after]]


def amount(cell: GridCell) -> float:
    """Return the number of a cell as it is printed; nothing counts as 0."""
    return float(re.sub(r"[ ,，+]", "", cell.value["number"])) if cell.value else 0.0


def _state_twice(above: Sequence[GridCell], below: Sequence[GridCell], alone: Sequence[bool]) -> bool:
    """Whether a head is planned or done and so is what would stand below it: 年初预算 over 调整预算."""
    stated = any(read_words(cell.plain, None).status for cell, single in zip(above, alone, strict=True) if not single)
    return stated and any(found.status and not found.share for found in (read_words(cell.plain, None) for cell in below))


def _is_no_comparison(cell: GridCell) -> bool:
    """Whether a head does not say what is compared with and leave to those below it how: 比上年同期 over ±额, ±%."""
    return re.fullmatch(r"[比较与同](?:上年|去年|上期|同期|年初|(?:19|20)\d\d年).{0,4}", cell.plain) is None


def _is_no_year(cell: GridCell) -> bool:
    return not cell.is_year


def _dealt(below: Sequence[GridCell], many: int) -> list[list[GridCell]] | None:
    """Return lower heads in so many parts; None where it is not clear where each begins.

    No head comes twice in a part, a rank begins none, and an amount does not follow its rate.
    """
    if not many:
        return None
    size, rest = divmod(len(below), many)
    names = [cell.plain for cell in below]
    if many > 1 and not rest and all(names[i] == names[i % size] for i in range(len(names))) and len(set(names[:size])) == size:
        return [list(below[i : i + size]) for i in range(0, len(below), size)]
    # A part of one head only where there is no other way.
    ways = list(islice(_ways(names, many, 2), 2)) or list(islice(_ways(names, many, 1), _WAYS))
    ways = _most_alike(names, ways) if len(ways) > 1 else ways
    if len(ways) != 1 or len(below) == many:
        return None
    ends = [0, *accumulate(ways[0])]
    return [list(below[a:b]) for a, b in pairwise(ends)]


def _most_alike(names: Sequence[str], ways: Sequence[list[int]]) -> list[list[int]]:
    """Return the ways in which the most heads of two and more stand below several: 金额, 增长%, 金额, 增长%, 比重."""
    parts = [[tuple(names[end - size : end]) for size, end in zip(way, accumulate(way), strict=True)] for way in ways]
    alike = [max(own.count(part) * (len(part) > 1) for part in own) for own in parts]
    most = max(max(alike), 2)
    return [way for way, count in zip(ways, alike, strict=True) if count == most]


def _ways(names: Sequence[str], many: int, least: int) -> Iterator[list[int]]:
    """Yield the sizes of parts that lower heads may have."""
    if many == 1:
        if len(names) >= least and _is_part(names):
            yield [len(names)]
        return
    for size in range(least, len(names) - least * (many - 1) + 1):
        if _is_part(names[:size]):
            yield from ([size, *others] for others in _ways(names[size:], many - 1, least))


def _is_part(names: Sequence[str]) -> bool:
    """Whether heads may stand together below one."""
    rates = [_RATE_HEAD.search(name) is not None for name in names]
    levels = [_LEVEL_HEAD.match(name) is not None or (is_unit(name) and "%" not in name) for name in names]
    late = any(level and any(rates[:i]) for i, level in enumerate(levels))
    years = [YEAR.fullmatch(name) is not None for name in names]
    totals = any(name in words("totals") and part.startswith("其中") for name, part in pairwise(names[1:]))
    if late or totals or years != sorted(years, reverse=True) or "小计" in names[1:]:
        return False
    return len(set(names)) == len(names) and not re.match("[位排]", names[0])


def by_digits(values: Sequence[GridCell], full: Sequence[Sequence[GridCell]], heads: Sequence[GridCell]) -> list[GridCell]:
    """Return the cells below so many heads of a row that lacks some; a value whose column is not certain is left out.

    Whole numbers, those with decimals and negative ones keep to columns that hold such. What the other numbers of the row leave
    one place is certain.
    """
    width = len(heads)
    empty = [GridCell("", full[0][0].line, 0)] * width
    held = [{_digits(row[j - width]) for row in full} for j in range(width)]
    falls = [
        read_words(head.plain, None).measure in ("growth", "change") or any(row[j - width].text.startswith("-") for row in full)
        for j, head in enumerate(heads)
    ]

    def may_stand(cell: GridCell, j: int) -> bool:
        return (_digits(cell) == "few" or _digits(cell) in held[j]) and (falls[j] or not cell.text.startswith("-"))

    def places(cells: Sequence[GridCell], columns: Sequence[int]) -> list[int]:
        given = iter(columns)
        return [next((j for j in given if may_stand(cell, j)), -1) for cell in cells]

    first, last = places(values, range(width)), places(values[::-1], range(width)[::-1])[::-1]
    if len(full) < 3 or -1 in first + last:
        return empty
    at = {column: cell for cell, column, other in zip(values, first, last, strict=True) if column == other}
    return [at.get(j, empty[j]) for j in range(width)]


def _digits(cell: GridCell) -> str:
    """Return how a number is printed: with decimals, with thousands, or with so few digits that it may stand anywhere."""
    number = cell.value["number"] if cell.value else ""
    return "none" if not number else "decimals" if "." in number else "thousands" if len(number.lstrip("+-")) > 3 else "few"


def heads_of_spaced(
    heads: Sequence[Sequence[GridCell]], rows: Sequence[Sequence[GridCell]]
) -> tuple[list[list[GridCell]], list[str]]:
    """Return the heads of rows whose cells are one blank apart, and what the columns hold; none where they are not clear."""
    widths = Counter(map(len, rows))
    named = [list(head) for head in heads]
    if len(named) == 1 and named[0][-1].plain in words("note_heads") and not widths[len(named[0])]:
        # No row has a note.
        named[0].pop()
    width = len(named[0]) if len(named) == 1 else max(widths, key=lambda many: widths[many])
    full = [row for row in rows if len(row) == width]
    if len(full) < 2 or len({*map(_kind_of_name, full)}) > 1:
        return [], []
    kinds = kinds_of(full, width)
    found = named if len(named) == 1 else heads_of([cell for head in named for cell in head], width, full)
    if not found and named[0][-1].plain in words("note_heads"):
        found = heads_of([*named[0][:-1], *(cell for head in named[1:] for cell in head)], width, full)
    # The name of the first part may stand below them.
    lowest = [row for row in found if len(row) == width][-1:]
    return (found, kinds) if lowest and "value" in kinds[1:] and suits(lowest, kinds) else ([], [])


def _kind_of_name(row: Sequence[GridCell]) -> bool:
    """Whether a row begins with words; 2030 and 3月 name a row too."""
    return kind_of(row[0]) == "name" or row[0].text.isdigit()


def with_merged(row: list[GridCell], kinds: Sequence[str]) -> list[GridCell]:
    """Return a row with columns of such kinds: 合计 over the names, or a class of the row above before its number.

    Of another row that lacks cells there is nothing.
    """
    width, lead = len(kinds), kinds.index("value", 1)
    empty = GridCell("", row[0].line, 0)
    apart = len(row) - width + 1
    if apart > 1 == lead and all(kind_of(cell) == "name" for cell in row[:apart]):
        # A name whose characters are set apart: 衣 着.
        return [one_of(row[:apart]), *row[apart:]]
    if len(row) == width - 1 and kinds[:3] == ["name", "value", "name"] and row[0].text.isdigit():
        return [empty, *row]
    unnumbered = kinds[0] == "value" and kind_of(row[0]) == "name"
    if len(row) == width - lead + 1 and (unnumbered or row[0].plain in words("totals")):
        return [empty, *row] if unnumbered and lead == 2 else [row[0], *[empty] * (lead - 1), *row[1:]]
    if (
        len(row) == width - 1
        and lead > 1
        and all(kind_of(cell) in (kind, "none") for cell, kind in zip(row, kinds[1:], strict=True))
    ):
        # The class of the rows above is not printed again.
        return in_numbered_part(row, kinds) or [empty, *row]
    return row if len(row) == width else []


def in_columns(row: list[GridCell], kinds: Sequence[str]) -> list[GridCell]:
    """Return a row of a copy that holds merged cells once below columns of such kinds; nothing where they may be several.

    It lacks cells at its end, those of the class of the row above at its beginning, or stands as a sum over several names.
    """
    missing = len(kinds) - len(row)
    if missing <= 0 or len(row) == 1:
        return row
    own = [*map(kind_of, row)]
    fits = [all(kind in (k, "none") or not k for kind, k in zip(own, part, strict=False)) for part in (kinds, kinds[missing:])]
    if fits[0] != fits[1]:
        return row if fits[0] else [*[GridCell("", row[0].line, 0)] * missing, *row]
    return with_merged(row, kinds)


def in_numbered_part(row: Sequence[GridCell], kinds: Sequence[str]) -> list[GridCell]:
    """Return the row of a part, 一 and its name, with nothing below the third head; nothing of any other row."""
    if kinds[:3] != ["value", "name", "name"] or not _ORDINAL.fullmatch(row[0].plain):
        return []
    return [*row[:2], GridCell("", row[0].line, 0), *row[2:]]
