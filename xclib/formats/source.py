"""What every format is turned into: lines of text with their tables, and how the characters of a line are tidied."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from xclib.care.shipped import read_beside

Kind = Literal["html", "docx", "pdf", "txt", "md"]

_BLANKS = "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = "\x00-\x08\x0e-\x1b\x7f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_NONE = "\ufffe\uffff\ud800-\udfff"
#: Characters that nobody sees, within a line, and that would cut a number in two.
UNSEEN = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_BLANK_RUN = re.compile(f"[ {_BLANKS}]+")
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}{_NONE}]+")
# PDF writers map the glyph of 一, 长 or 民 to the dictionary radical that looks the same. Unicode decomposes those of U+2F00 to
# U+2FDF; of the supplement before them, which holds the simplified forms, it decomposes two only. Those of U+FE10 to U+FE44 are
# the marks of upright lines, as printers set heads of narrow columns: brackets, commas, dashes.
_LOOK_ALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe18\ufe31-\ufe44]")
_SUPPLEMENT: dict[str, str] = {pair[0]: pair[1] for pair in read_beside(__file__, "radicals.yaml")["supplement"].split()}
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_DIGIT = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿半]")
_DATE = r"((?:19|20)\d\d)\s*[-—./年]\s*(\d{1,2})\s*[-—./月]\s*(\d{1,2})(?!\d)"
_ISO = re.compile(rf"\s*{_DATE}")
_PUBLISHED = re.compile(
    rf"(?:时间|日期)(?:(?<=(?:发布|发文|发稿|公开|成文|更新|录入|刊登|上网)..)\s*[\]】]?\s*[:：]?\s*{_DATE}|(?<!\w..)\s*[:：]\s*{_DATE})"
)
#: A date that stands alone, or behind an office, as under a title: （2024年2月9日）, 青岚市统计局 2024-02-09.
_SIGNED = re.compile(rf"[（(]?(?:[^\d，。；：]{{2,24}}[局队府厅委室]\s*)?{_DATE}\s*日?[）)]?")
#: A line that may be a title, and how many lines below it such a date may stand.
_TITLED, _BELOW = re.compile(r"[^，。；]{0,60}(?:报告|公报|总结|计划|要点|纲要|[情概]况|草案|[预决]算|简报|分析)[）)]?"), 3
#: What joins a title to the rest of it in the next line, what ends one, and what is no part of one: 首页 > 政务公开 > 统计公报.
_GOES_ON = re.compile(r"(?:[和与及暨、的]|执行情况|\d年)$|^关于")
_ENDED = re.compile(r"(?:报告|公报|总结|纲要|要点|方案|说明|草案|通知|公告|决议|决定|意见|批复)[）)]?$")
_TRAIL = re.compile(r"[>›»＞]|(?:^|当前)(?:所在)?位置|^首页")


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table of the source, with merged cells written out in each of their places."""

    #: Line of the text at which the first row stands, counted from 1.
    line: int
    #: Rows from top to bottom, all of the same length.
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""The text of a source: what `xclib.extract.document.parse_text` reads, and where it comes from.

    Examples
    --------
    >>> SourceText("一、工业\n增加值增长5.8%。", "txt").lines
    ('一、工业', '增加值增长5.8%。')
    """

    #: Lines separated by ``\n``; a row of a table is one line, its cells separated by tabs.
    text: str
    kind: Kind
    #: Encoding that the bytes were read in; empty for docx and pdf.
    encoding: str = ""
    title: str = ""
    #: ISO date on which the page says it was published, or empty.
    published: str = ""
    #: Web address, where the source was fetched from one or names one.
    source_url: str = ""
    tables: tuple[SourceTable, ...] = ()
    #: What was doubtful but did not keep the text from being read.
    warnings: tuple[str, ...] = field(default=())
    #: Whose site the page is of, as its metadata, its window and its imprint say; one name a line.
    site: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text; line 1 is the first."""
        return tuple(self.text.split("\n"))


def tidy(text: str) -> str:
    r"""Drop what cannot be seen and unify blanks, within one line.

    Not for txt files, whose offsets count.

    >>> tidy("\u3000\u3000增长\xa05.8%\u200b。 ")
    '增长 5.8%。'
    """
    text = _UNSEEN_RUN.sub("", text)
    text = plain_ideographs(text)
    return _BLANK_RUN.sub(" ", text.replace("\r", " ").replace("\n", " ")).strip()


def plain_ideographs(text: str) -> str:
    r"""Return a text with each radical, compatibility ideograph and upright mark as the plain character; places stay.

    >>> plain_ideographs("增\u2ed3 \u2ea0\u2f63 \ufe35元\ufe36")
    '增长 民生 (元)'
    """
    return _LOOK_ALIKES.sub(_plain_ideograph, text)


def _plain_ideograph(match: re.Match[str]) -> str:
    return _SUPPLEMENT.get(match[0]) or unicodedata.normalize("NFKC", match[0])


def superscript(mark: str, before: str) -> str:
    """Return what a raised mark means after the text before it: a power, or nothing where it is a footnote's number.

    >>> superscript("2", "120km"), superscript("1", "增长5.8%"), superscript("8", "10")
    ('²', '', '⁸')
    """
    mark = mark.strip()
    # A sign or a digit raised after a letter or a digit is arithmetic: m², 10⁸. After a word it calls a note.
    if re.fullmatch(r"[-−+]?\d{1,2}", mark) and re.search(r"[A-Za-z0-9]$", before):
        return mark.translate(str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺"))
    is_note = re.fullmatch(r"[\[【〔(（]?\s*(注?\s*\d{0,3}|[①-⑳㉑-㉟]|\*+)\s*[\]】〕)）]?", mark)
    return "" if is_note else mark


def iso_date(text: str) -> str:
    """Return the date at the start of a text as ISO, or empty.

    >>> iso_date("2024年2月9日"), iso_date("2024-02-09 10:30"), iso_date("去年")
    ('2024-02-09', '2024-02-09', '')
    """
    match = _ISO.match(text)
    return _valid(match.groups()) if match else ""


def find_published(lines: list[str]) -> str:
    """Return the date of the first line that says when the text was published, or empty.

    >>> find_published(["青岚市统计公报", "发布时间：2024-02-09 10:30 来源：市统计局"])
    '2024-02-09'
    """
    for line in lines:
        if len(line) <= 400 and (match := _PUBLISHED.search(line)):
            return _valid([g for g in match.groups() if g])
    return _signed(lines)


def _signed(lines: list[str]) -> str:
    """Return the date that stands alone under the first line that reads like a title, or empty."""
    filled = [line.strip() for line in lines if line.strip()]
    title = next((n for n, line in enumerate(filled) if len(line) <= 70 and _TITLED.fullmatch(line)), len(filled))
    for line in filled[title + 1 : title + 1 + _BELOW]:
        if len(line) <= 50 and (match := _SIGNED.fullmatch(line)):
            return _valid(match.groups())
    return ""


#: The line of a session: 2024年1月8日在青岚市…大会…会议上, as far down as lines of its title may stand.
_SESSION, _FRONT = re.compile(rf"{_DATE}\s*日?\s*在?[^，。；\d]{{2,40}}(?:届|人大|人代会)[^，。；\d]{{1,16}}会议"), 1500


def find_delivered(text: str) -> str:
    r"""Return the day, as ISO, on which a report was put before a congress, as its first lines say, or empty.

    >>> find_delivered("政府工作报告\n——2024年1月8日在青岚市第九届人代会\n二次会议上")
    '2024-01-08'
    """
    found = _SESSION.search(text, 0, _FRONT)
    return _valid(found.groups()) if found else ""


def first_title(lines: list[str]) -> str:
    """Return the first line, where it reads like a title, with the rest of one that fills two.

    >>> first_title(["首页 > 统计公报", "关于青岚市2023年预算执行情况和", "2024年预算草案的报告", "各位代表："])
    '关于青岚市2023年预算执行情况和2024年预算草案的报告'
    """
    filled = [bare for line in lines[:60] if (bare := line.strip().strip("*# \u3000"))]
    filled = [line for line in filled if not (len(line) <= 60 and _TRAIL.search(line))] or filled
    first, second = [*filled[:2], "", ""][:2]
    if len(first) > 60 or re.search("[，。；！？]", first):
        return ""
    runs_on = _GOES_ON.search(first) and not _ENDED.search(first) and _ENDED.search(second) and len(second) <= 60
    return first + second if runs_on and not re.search("[，。；！？]", second) else first


def _valid(parts: tuple[str, ...] | list[str]) -> str:
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return ""


def has_chinese(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return _CHINESE.search(text) is not None


def count_chinese(text: str) -> int:
    """Count the Chinese characters of a text."""
    return sum(len(run) for run in re.findall("[\u3400-\u9fff]+", text))


def has_digit(text: str) -> bool:
    """Whether a text holds any digit, Arabic or Chinese."""
    return _DIGIT.search(text) is not None


def join_words(left: str, right: str) -> str:
    """Join two pieces of a paragraph broken by the page: no blank in Chinese, one between two words of Latin letters.

    >>> join_words("同比增长", "5.8%"), join_words("Gross", "domestic")
    ('同比增长5.8%', 'Gross domestic')
    """
    glue = " " if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha() else ""
    return left + glue + right
