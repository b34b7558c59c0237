"""Text files, whose lines stay as they are, and Markdown, whose marks are taken off."""

from __future__ import annotations

import re

from xclib.care.terminal import steady
from xclib.formats.source import UNSEEN, SourceText, find_published, plain_ideographs
from xclib.formats.tables import Cell, Lines, expand

_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t\u3000]+")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s*){3,}|\s{0,3}=+\s*")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LIST = re.compile(r"\s*(?:[-*+]|>)[ \t]+")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|~~|`)(?=\S)(.{1,2000}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]{1,2000}?)(?<=[^\s*])\*(?![*\w])")
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\]]{1,500})\]\([^)]{0,2000}\)")
_NOTE = re.compile(r"\[\^[^\]]{1,40}\](?!:)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PIPE = re.compile(r"(?<!\\)\|")


def read_txt(text: str) -> SourceText:
    r"""Read a text file: line numbers and offsets are those of the file; only line ends are made alike.

    A character that steers a terminal or turns the direction of text is replaced by one that is seen.

    >>> read_txt("一、工业\r\n\r\n　　增长5.8%。").text
    '一、工业\n\n　　增长5.8%。'
    """
    lines = _source_lines(text)
    unseen = sum(map(len, UNSEEN.findall(text)))
    doubts = (f"{unseen} characters that nobody sees stand in its lines and are not read",) if unseen else ()
    title, published = _title(lines), find_published(lines[:60])
    return SourceText("\n".join(lines), "txt", title=title, published=published, warnings=doubts)


def read_md(text: str) -> SourceText:
    r"""Read Markdown: marks of emphasis, headings, lists and links taken off, pipe tables read as tables.

    Lines stay one to one, except that the rule below the head of a table goes.

    >>> read_md("# 公报\n\n**工业**增长5.8%。\n\n| 指标 | 增速 |\n| --- | --- |\n| 工业 | 5.8% |").text
    '公报\n\n工业增长5.8%。\n\n指标\t增速\n工业\t5.8%'
    """
    source = _source_lines(text)
    lines, n = Lines(), 0
    title = ""
    while n < len(source):
        if end := _table_end(source, n):
            rows = [_cells(line) for line in [source[n], *source[n + 2 : end]]]
            lines.add_table(expand([[Cell(cell) for cell in row] for row in rows]))
            n = end
            continue
        if not title and (heading := _heading(source[n])) is not None:
            title = _plain(heading)
        lines.lines.append(_line(source[n]))
        n += 1
    # Marks are taken off anyhow, so that places are none of the file's.
    return SourceText(
        lines.text, "md", title=title or _title(lines.lines), published=find_published(lines.lines[:60]), tables=lines.tables
    )


def _source_lines(text: str) -> list[str]:
    return plain_ideographs(steady(text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")


def _table_end(source: list[str], n: int) -> int:
    """Return the line after the table that begins at line n, 0 where none begins."""
    below = source[n + 1].strip() if n + 1 < len(source) else ""
    if "|" not in source[n] or "|" not in below or not _DELIMITER.fullmatch(below):
        return 0
    end = n + 2
    while end < len(source) and "|" in source[end]:
        end += 1
    return end


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_plain(cell).strip().replace("\t", " ") for cell in _PIPE.split(inner)]


def _line(line: str) -> str:
    if _RULE.fullmatch(line):
        return ""
    if (heading := _heading(line)) is not None:
        return _plain(heading)
    listed = _LIST.match(line)
    return _plain(line[listed.end() :] if listed else line)


def _heading(line: str) -> str | None:
    """Return the words of a heading; None where a line is none."""
    opened = _HEADING.match(line)
    return line[opened.end() :].rstrip(" \t#") if opened else None


def _plain(text: str) -> str:
    text = UNSEEN.sub("", text)
    text = _NOTE.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    for _ in range(2):  # bold around italic, code inside bold
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", _ITALIC.sub(r"\1", text))


def _title(lines: list[str]) -> str:
    """Return the first line, where it reads like a title."""
    first = next((line.strip() for line in lines if line.strip()), "").strip("*# \u3000")
    return first if len(first) <= 60 and not re.search("[，。；！？]", first) else ""
