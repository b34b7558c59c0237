"""A frame as a table of a page: the catalogue names caption and columns, quantities bring their sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from xclib.economics.quantity import Quantity
from xclib.html.present import site_notes, table
from xclib.words import Facts, Words, cite, in_words, of_nation
from xclib.words.markup import Html, plain_text
from xclib.words.numbers import is_mixed
from xclib.words.wording import format_number, in_period, in_words_of, pick, shown_label, shown_period

_LINK = re.compile(r'href="([^"]+)"')
#: A name as the report prints it, in brackets behind its English; nothing of an attribute.
_PRINTED = re.compile(r"\(([^()<>]*[\u4e00-\u9fff][^()<>]*)\)(?![^<]*>)")


def show_table(words: Words, key: str, rows: Sequence[dict[str, Any]], facts: Facts) -> Html:
    """Return a table.

    ``words``: catalogue; ``tables.KEY`` holds ``caption``, ``columns`` and perhaps ``notes``. A column has its head, and
    perhaps ``code`` (the list of codes its cells are of), ``digits`` (decimals of computed numbers; 0 of counts, which unlike
    years have separators), ``cell`` (a text that takes the row's facts) or ``as``: ``label`` or ``period`` of a figure (none
    where the row's own column of that name is empty; behind a label stands the period where the column named by ``when`` is
    not empty), or its number as ``figure`` or
    what is left open around it as ``room``, read ``of`` the columns of a prefix. A column that is ``optional`` is left out
    where no row has a value. ``years`` lays out the columns that are years. A table's ``role`` is ``used`` or ``read`` where a
    page folds it. ``key``: table of the catalogue; ``facts``: what caption and notes need.
    """
    at = f"tables.{key}"
    listed: dict[str, Mapping[str, Any]] = words.node(f"{at}.columns")
    columns = {name: spec for name, spec in listed.items() if "optional" not in spec or any(row.get(name) for row in rows)}
    years = {name: words.node(f"{at}.years") for name in rows[0] if name.isdigit()} if words.node(f"{at}.years") else {}
    heads = {name: plain_text(words(f"{at}.columns.{name}", **facts)) for name in columns} | {year: year for year in years}
    specs = {name: {**spec, "at": f"{at}.columns.{name}"} for name, spec in columns.items()}
    specs |= {year: {**spec, "at": f"{at}.years"} for year, spec in years.items()}
    rows = [row | _read(row, specs) for row in rows]
    # Amounts that a column holds beside each other stand in one unit.
    for name, spec in specs.items():
        spec["largest"] = not is_mixed([row[name] for row in rows if isinstance(row.get(name), Quantity)], words.lang)
    cells = [{name: _cell(words, row, name, spec) for name, spec in specs.items()} for row in rows]
    numeric = [name for name in list(heads)[1:] if any(isinstance(row.get(name), Quantity | float | int) for row in rows)]
    sources = [unescape(url) for cells_of in cells for cell in cells_of.values() for url in _LINK.findall(cell.html)]
    stated = [of for row in rows for name in specs for of in _stated(row.get(name))]
    sources += [of.url for of in stated if of.basis == "" and of.url not in sources]
    notes = [text] if words.node(f"{at}.notes") and (text := plain_text(words(f"{at}.notes", **facts)).strip()) else []
    with in_words_of(words.lang):
        notes += site_notes(sources, weak=[of.url for of in stated if of.grade == "C"])
    caption, role = Html.of(words(f"{at}.caption", **facts)), str(words.node(f"{at}.role") or "")
    return table(cells, heads, caption=caption, lang=words.lang, numeric=numeric, notes=notes, role=role)


def _read(row: Mapping[str, Any], specs: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the quantities that columns read from a row of `xclib.figures`, `xclib.plan` or `xclib.pairs`."""
    found: dict[str, Any] = {}
    for name, spec in specs.items():
        if spec.get("as") in ("figure", "room"):
            of = Quantity.read(row, spec.get("of", ""))
            found[name] = of.room if of and spec["as"] == "room" else of
    return found


def _cell(words: Words, row: Mapping[str, Any], name: str, spec: Mapping[str, Any]) -> Html:
    value = row.get(name, row.get(f"{name}_{words.lang}"))
    made = Html.of(_markup(words, row, name, value, spec))
    if words.lang == "zh":
        return made
    return Html(_PRINTED.sub(r'(<span class="printed" lang="zh">\1</span>)', made.html), made.text)


def _markup(words: Words, row: Mapping[str, Any], name: str, value: Any, spec: Mapping[str, Any]) -> Markup:  # noqa: ANN401
    shown = {"label": shown_label, "period": shown_period}.get(spec.get("as", ""))
    if shown and row.get(name) != "":
        text = shown(row, words.lang)
        if row.get(spec.get("when", "")):
            text += pick(words.lang, f"（{in_period(row, 'zh')}）", f" ({in_period(row, 'en')})")
        regional = not words.nation or "地区生产总值" in str(row.get("label_zh"))
        return escape(text if regional else of_nation(text))
    if (name in row or f"{name}_{words.lang}" in row) and (value is None or value == "" or value != value):
        return words(f"{spec['at']}.missing", **row) if "missing" in spec else Markup("–")
    if "cell" in spec:
        return words(f"{spec['at']}.cell", **{**row, "cell": value})
    if isinstance(value, Quantity):
        text = in_words(value, words.lang, spec.get("digits"), largest=spec["largest"])
        return cite(value, words.lang, text)
    if "code" in spec:
        return escape(words.code(str(value), spec["code"]))
    if isinstance(value, float) or (isinstance(value, int) and "digits" in spec):
        return escape(format_number(value, words.lang, decimals=spec.get("digits")))
    return escape(shown_period({"period": value}, words.lang) if name == "period" else value)


def _stated(value: object) -> list[Quantity]:
    """Return a stated quantity, or those that a computed one was computed from."""
    if not isinstance(value, Quantity):
        return []
    return [of for given in value.inputs for of in _stated(given)] if value.basis else [value]
