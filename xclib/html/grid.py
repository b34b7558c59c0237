"""A table as HTML: great_tables lays out heads, groups of columns, a row and notes, the page's own style sheet dresses it.

What enters is text and markup of ours, already escaped. The rows of a table are alike, and so are many tables: the library
lays out one row of each kind of table, with slots for the content, and the slots are filled here. Of what the library makes,
its style sheet of each table, its ids (which would meet on a page of thirty tables) and the attributes that need them are left
out: heads have their scope, and the title becomes the table's caption, by which screen readers name it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from xclib.errors import XclibError

_LEFT_OUT = ("id", "headers", "aria-labelledby", "data-quarto-disable-processing", "data-quarto-bootstrap")
#: Classes of the library that mean something to our style sheet.
_CLASSES = {"gt_right": "number", "gt_column_spanner_outer": "group", "gt_sourcenote": "note"}
_RIGHT = re.compile(r' class="number"([^>]*>\{(?:head|cell)\[(\d+)\]\})')
#: A note under a table, which stands there as often as there are notes.
_NOTE = re.compile(r"<tr>(?:(?!<tr>).)*?\{note\[0\]\}.*?</tr>")
_SINGLE = (("rowspan", "1"), ("colspan", "1"))


def to_html(
    cells: Sequence[Mapping[str, str]], heads: Mapping[str, str], *, caption: str, numeric: Sequence[str] = (),
    groups: Mapping[str, Sequence[str]] | None = None, notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """Return a table of escaped cells.

    ``cells``: one row each: column to markup. ``heads``: column to its head, escaped; the first is the row's own head.
    ``caption``: what the table shows; markup. ``numeric``: columns aligned to the right; ``groups``: head over several columns,
    escaped, to those columns. ``notes``: units, reservations and sources under the table; markup.

    >>> to_html([{"a": "GDP", "b": "5.8%"}], {"a": "Indicator", "b": "2023"}, caption="Growth", numeric=["b"])[-84:]
    '<tbody><tr><th scope="row">GDP</th><td class="number">5.8%</td></tr></tbody></table>'
    """
    names, over = list(heads), groups or {}
    before, row, after = _lay_out(len(names), tuple(tuple(map(names.index, of)) for of in over.values()), bool(notes))
    after = _NOTE.sub(lambda found: "".join(found[0].replace("[0]", f"[{n}]") for n in range(len(notes))), after)
    right = [' class="number"' if name in numeric else "" for name in names]
    places = {"caption": [caption], "head": list(heads.values()), "group": list(over), "note": notes, "right": right}
    body = "".join(row.format(cell=[of_row[name].strip("\n ") for name in names], right=right) for of_row in cells)
    return before.format(**places) + body + after.format(**places)


def prepare() -> None:
    """Lay out the tables that most pages have, in a process that will fork those that show them.

    >>> prepare()
    """
    for columns in range(2, 8):
        for noted in (False, True):
            _lay_out(columns, (), noted)


@cache
def _lay_out(columns: int, groups: tuple[tuple[int, ...], ...], noted: bool) -> tuple[str, str, str]:
    """Return what stands before the rows of a table, one row, and what stands after them, with slots as of `str.format`."""
    import pandas as pd
    from great_tables import GT, html

    first, *others = names = [str(n) for n in range(columns)]
    frame = pd.DataFrame([[f"{{cell[{n}]}}" for n in names]], columns=names, dtype=object)
    made = GT(frame, rowname_col=first, id="table").tab_header(title=html("{caption[0]}")).tab_stubhead(label=html("{head[0]}"))
    made = made.cols_label({n: html(f"{{head[{n}]}}") for n in others})
    made = made.cols_align("right", columns=others)
    for n, inner in enumerate(groups):
        made = made.tab_spanner(label=html(f"{{group[{n}]}}"), columns=[str(i) for i in inner])
    if noted:
        made = made.tab_source_note(html("{note[0]}"))
    return _dressed(made.as_raw_html())


def _dressed(made: str) -> tuple[str, str, str]:
    """Return the table alone: scoped heads, a caption, and only the classes that the page's style sheet knows."""
    from lxml import etree

    page = etree.HTML(made)
    table, title = page.find(".//table"), page.find(".//td[@id='table-title']")
    if table is None or title is None:
        raise XclibError("no table with a title", where="grid", advice="the installed great_tables is not the pinned one")
    row, title.tag = title.getparent(), "caption"
    row.getparent().remove(row)
    table.insert(0, title)
    etree.strip_tags(table, "span")  # the library's own: ours are added later, with the content
    for tag in table.iter():
        classes = [_CLASSES[c] for c in tag.get("class", "").split() if c in _CLASSES]
        kept = {k: v for k, v in tag.items() if k not in (*_LEFT_OUT, "class") and (k, v) not in _SINGLE}
        tag.attrib.clear()
        tag.attrib.update(sorted({**kept, **({"class": classes[0]} if classes else {})}.items()))
        tag.text, tag.tail = (tag.text or "").strip(), None
    table.set("class", "data")
    # Which columns hold numbers is a slot too, so that more tables are of one kind.
    rendered = _RIGHT.sub(r"{right[\2]}\1", etree.tostring(table, encoding="unicode", method="html"))
    before, _, rest = rendered.partition("<tbody>")
    row, _, after = rest.partition("</tbody>")
    return f"{before}<tbody>", row, f"</tbody>{after}"
