"""What the caption of a table says that its rows are of: mining and education in a table of investment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xclib.extract.cells import Grid
from xclib.extract.heads import squeeze

#: A caption has the number of its table, which a copy may run into the year behind it (表42016年).
_CAPTION = re.compile(
    r"\W{0,4}(?:附|续)?表[ \d一二三四五六七八九十]{0,3}?[:：、]?"
    r"(?:(?:19|20)\d\d年(?:\d{0,2}[-—至]?\d{1,2}月)?)?(?:年末|全年)?(?P<of>\D.*)"
)
_NOTES = re.compile(r"\[\d{1,3}\]|[（(][^（）()]{0,30}[）)]")
#: How a table gives what it is of, and of which rows.
_FORM = re.compile(
    r"(?:(?:数量、)?金额|比上年|涨跌幅度|涨幅|增长速度|增长情况|增速|完成情况|主要指标|情况|构成|比重|统计表|一览表|表|(?:以上年为100)|[及和与、]其?)$"
)
_ROWS = re.compile(
    r"^(?:全[国省市区县州]|分(?:行业|地区|类别?)|按[^，。]{1,8}分|主要(?!污染)|各种运输方式完成|各(?:种|地区|市县|区县)|对?主要国家(?:和|（)地区）?|对主要)"
)
#: A longer name is a sentence, and its rows name themselves.
_LONGEST = 16


def subject_of(caption: str, area: str = "") -> str:
    """Return what a table is of by its caption; empty where that is no caption, or says nothing.

    >>> subject_of("表4 2030年分行业茶业投资（不含散户）及其增长速度[22]"), subject_of("表82030年主要茶品出口数量、金额")
    ('茶业投资', '茶品出口')
    >>> subject_of("茶园面积"), subject_of("表1 2030年主要指标完成情况")
    ('', '')
    """
    found = _CAPTION.fullmatch(squeeze(caption))
    rest = _NOTES.sub("", found["of"]).strip("*").removeprefix(area) if found else ""
    while cut := _FORM.search(rest):
        rest = rest[: cut.start()]
    while cut := _ROWS.match(rest):
        rest = rest[cut.end() :]
    return rest if 1 < len(rest) <= _LONGEST else ""


def subjects(grids: Iterable[Grid], area: str = "") -> dict[int, str]:
    """Return what the table is of that a line belongs to, by the number of the line; lines without such a table are left out.

    ``grids``: the tables of a document; several may stand in one, each under a caption; ``area``: left out of what they say.
    """
    found: dict[int, str] = {}
    for grid in grids:
        of = next((of for caption in reversed(grid.above) if (of := subject_of(caption, area))), "")
        for row in grid.rows:
            texts = {cell.text for cell in row if cell.text}
            if len(texts) == 1 and _CAPTION.fullmatch(squeeze(min(texts))):
                of = subject_of(min(texts), area)
            elif of:
                found |= {cell.line: of for cell in row}
    return found


def with_subject(label: str, subject: str) -> str:
    """Return a row's label with what its table is of behind it, unless it says so itself.

    >>> with_subject("采矿业", "固定资产投资"), with_subject("货物出口额", "货物进出口总额")
    ('采矿业（固定资产投资）', '货物出口额')
    """
    says = any(subject[n : n + 2] in label for n in range(len(subject) - 1))
    return label if says else f"{label}（{subject}）"
