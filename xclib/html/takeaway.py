"""The workbook of a brief: figures linked, numbers computed, and the table behind each chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xclib.html.citations import Statement, marked_as
from xclib.html.downloads import EXCEL_TYPE, Sheet, data_uri, from_uri, plain_cell, read_csv, to_excel
from xclib.words.wording import check_lang, either, in_language

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

#: Heads of the sheet of figures, in Chinese and English, and where a statement has them.
_HEADS = (
    ("指标", "Figure"), ("数值", "Value"), ("下限", "Low"), ("上限", "High"), ("单位", "Unit"), ("界限", "Bound"),
    ("状态", "Status"), ("时期", "Period"), ("原文", "As printed"), ("位置", "Place"), ("编号", "Figure id"), ("链接", "Link"),
)  # fmt: skip


@in_language
def pack_figures(soup: BeautifulSoup, used: Sequence[Statement], about: Sequence[str]) -> str:
    """Return the workbook of a brief as a data URI; empty where the brief has no figures.

    ``soup``: body of the brief, whose charts have their tables as links.
    """
    subject = " · ".join(part for part in about if part)
    sheets = [_figures(used, subject)] if used else []
    formulas = [
        [mark.get_text(" ", strip=True), str(mark.get("data-formula", "")), str(mark.get("data-inputs", ""))]
        for mark in marked_as(soup, "computed")
    ]
    if formulas:
        heads = [either(*pair) for pair in (("数值", "Value"), ("算法", "Formula"), ("依据", "From"))]
        sheets.append(Sheet(either("推算", "Computed"), subject, heads, formulas))
    for anchor in (a for a in soup.find_all("a") if str(a.get("download", "")).endswith(".csv")):
        heads, rows = read_csv(from_uri(str(anchor["href"])))
        sheets.append(Sheet(str(anchor["download"]).removesuffix(".csv"), str(anchor.get("data-about", "")), heads, rows))
    return data_uri(to_excel(sheets), EXCEL_TYPE) if sheets else ""


def _figures(used: Sequence[Statement], about: str) -> Sheet:
    rows, lang = [], check_lang()
    for s in used:
        row = [s.row.get(name) for name in ("value", "low", "high", "unit", "bound", "status", "period")]
        rows.append([s.label[lang], *map(plain_cell, row), s.printed, s.place[lang], s.key, s.url])
    return Sheet(either("所用数字", "Figures"), about, [either(*head) for head in _HEADS], rows)
