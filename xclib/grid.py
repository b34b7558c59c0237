"""A table as HTML: great_tables puts heads, groups of columns, cells and notes together, the page's own style sheet dresses it.

What enters is text and markup of ours, already escaped. Of what the library makes, its style sheet of each table, its ids
(which would meet on a page of thirty tables) and the attributes that need them are left out: heads have their scope, and the
title becomes the table's caption, by which screen readers name it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xclib.errors import XclibError

_LEFT_OUT = ("id", "headers", "aria-labelledby", "data-quarto-disable-processing", "data-quarto-bootstrap")
#: Classes of the library that mean something to our style sheet.
_CLASSES = {"gt_right": "number", "gt_column_spanner_outer": "group", "gt_sourcenote": "note"}


def to_html(
    cells: Sequence[Mapping[str, str]], heads: Mapping[str, str], *, caption: str, numeric: Sequence[str] = (),
    groups: Mapping[str, Sequence[str]] | None = None, notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """Return a table of escaped cells.

    Parameters
    ----------
    cells : sequence of mappings
        One row each: column to markup.
    heads : mapping
        Column to its head, escaped; the first is the row's own head.
    caption : str
        What the table shows; markup.
    numeric : sequence of str
        Columns aligned to the right.
    groups : mapping, optional
        Head over several columns, escaped, to those columns.
    notes : sequence of str
        Units, reservations and sources under the table; markup.

    Examples
    --------
    >>> to_html([{"a": "GDP", "b": "5.8%"}], {"a": "Indicator", "b": "2023"}, caption="Growth", numeric=["b"])[-84:]
    '<tbody><tr><th scope="row">GDP</th><td class="number">5.8%</td></tr></tbody></table>'
    """
    import pandas as pd
    from great_tables import GT, html

    first, *others = heads
    frame = pd.DataFrame([[row[name] for name in heads] for row in cells], columns=list(heads), dtype=object)
    made = GT(frame, rowname_col=first, id="table").tab_header(title=html(caption)).tab_stubhead(label=html(heads[first]))
    made = made.cols_label({name: html(heads[name]) for name in others}).fmt_passthrough(columns=list(heads), escape=False)
    made = made.cols_align("left", columns=others).cols_align("right", columns=[n for n in others if n in numeric])
    for told, columns in (groups or {}).items():
        made = made.tab_spanner(label=html(told), columns=list(columns))
    for note in notes:
        made = made.tab_source_note(html(note))
    return _dressed(made.as_raw_html())


def _dressed(made: str) -> str:
    """Return the table alone: scoped heads, a caption, and only the classes that the page's style sheet knows."""
    from bs4 import BeautifulSoup

    table = BeautifulSoup(made, "html.parser").table
    title = table.select_one(".gt_title") if table else None
    if table is None or title is None or title.parent is None:
        raise XclibError("no table with a title", where="grid", advice="the installed great_tables is not the pinned one")
    row, title.name = title.parent, "caption"
    table.insert(0, title.extract())
    row.decompose()
    for inner in table.select(".gt_from_md, .gt_column_spanner"):
        inner.unwrap()
    for tag in [table, *table.find_all(["caption", "thead", "tbody", "tfoot", "tr", "th", "td"])]:
        told = [_CLASSES[c] for c in tag.get_attribute_list("class") if c in _CLASSES]
        for name in (*_LEFT_OUT, "class", *(n for n in ("rowspan", "colspan") if tag.get(n) == "1")):
            tag.attrs.pop(name, None)
        if told:
            tag["class"] = told[0]
        for text in list(tag.find_all(string=True, recursive=False)):
            if not text.strip():
                text.extract()
            elif tag.name in ("th", "td", "caption"):
                text.replace_with(text.strip("\n ") if len(tag.contents) == 1 else text.strip("\n"))
    table["class"] = "data"
    return str(table)
