"""From an executed notebook to one self-contained HTML page."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from xclib.briefs.arrange import arrange
from xclib.briefs.fingerprint import SHOWN, read_versions
from xclib.briefs.manifest import Brief
from xclib.errors import BriefError
from xclib.html.citations import Statement, add_sources, linked
from xclib.html.downloads import CSV_TYPE, TABLE_MIME, data_uri, pack_figures, to_csv
from xclib.html.present import HEADLINE_MIME, computed, link
from xclib.html.shell import TEMPLATES, fill, page, read_words
from xclib.model.codes import looks_back
from xclib.words import of_nation, read_shared
from xclib.words.wording import LANGS

if TYPE_CHECKING:
    import pandas as pd
    from bs4 import BeautifulSoup, Tag
    from markupsafe import Markup
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

#: A number at the head of a brief: ``label``, ``value`` and perhaps a ``note``, as they are shown; ``url`` of the page that
#: states it, or ``formula`` and ``inputs``; the same of the note as ``note_url``, ``note_formula`` and ``note_inputs``.
Headline = list[dict[str, str]]
#: A cell of more characters gets room for them, however narrow the screen; a Chinese one is as wide as two.
LONG = 40
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
#: Text of more characters than these would stand in a column of single words on a telephone.
SHORT = 6
#: Letters from which on a row's name is given some width on a telephone, where it would else stand word under word.
NAMED = 12
_HERE = threading.local()
_HEADLINE = {"label", "value", "note"} | {f"{of}{what}" for of in ("", "note_") for what in ("url", "formula", "inputs")}


def from_dict(stored: Mapping[str, Any]) -> NotebookNode:
    """Return nested mappings as nodes of a notebook."""
    import nbformat

    node: NotebookNode = nbformat.from_dict(dict(stored))  # type: ignore[no-untyped-call]
    return node


def split_cells(notebook: NotebookNode, lang: str) -> tuple[NotebookNode, Headline, list[str]]:
    """Return the notebook that readers of one language see, its headline numbers, and what it said on stderr.

    Code cells keep their outputs only; cells of the other language and outputs of cells tagged ``hidden`` are dropped, and so
    is the heading of a section whose cells show nothing. Where a page speaks (`xclib.page`), frames and other values that
    cells end in are for who works in the notebook.
    """
    shown, headline, warnings = [], Headline(), []
    speaks = any(_is_of_page(o) for cell in notebook.cells for o in cell.get("outputs", []))
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", ()))
        outputs = cell.get("outputs", [])
        warnings += [o.text.strip() for o in outputs if o.get("name") == "stderr"]
        if tags & set(LANGS) and lang not in tags:
            continue
        if cell.cell_type == "markdown":
            shown.append(from_dict({**cell, "source": one_language(cell.source, lang)}))
        elif cell.cell_type == "code":
            kept = [o for o in outputs if not speaks or o.output_type != "execute_result" or _is_of_page(o)]
            numbers, outputs = _take_headline([_shown(o, lang) for o in kept], "headline" in tags)
            headline += numbers
            if "hidden" not in tags:
                shown.append(from_dict({**cell, "outputs": outputs}))
    return from_dict({**notebook, "cells": _spoken(shown)}), headline, warnings


def in_retrospect(notebook: NotebookNode, catalogue: Mapping[str, Any]) -> NotebookNode:
    """Return the notebook of a report that plans nothing, such as a communiqué: nothing in it asks what was promised.

    ``catalogue``: of the notebook; under ``back`` stand the headings and texts of such a report, each with the Chinese heading
    ``of`` the notebook that it is put in place of.
    """
    own = {row["of"]: row for words in (read_shared(), catalogue) for row in words.get("back", {}).values()}
    cells = []
    for cell in notebook.cells:
        heading = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        row = own.get(heading[2]) if heading else None
        cells.append(from_dict({**cell, "source": _retold(heading[1], row)}) if heading and row else cell)
    return from_dict({**notebook, "cells": cells})


def of_the_nation(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook of a report of the nation: what its prose says of a region's product is said of the nation's."""
    cells = [{**c, "source": of_nation(c.source)} if c.cell_type == "markdown" else c for c in notebook.cells]
    return from_dict({**notebook, "cells": [from_dict(cell) for cell in cells]})


def _retold(mark: str, row: Mapping[str, Mapping[str, str]]) -> str:
    head, text = row["head"], row["text"]
    folded = f'<details lang="en"><summary>English</summary>\n\n{text["en"]}\n\n</details>'
    return f"{mark}{head['zh']} · {head['en']}\n\n{text['zh']}\n\n{folded}"


def _is_of_page(output: Any) -> bool:  # noqa: ANN401 - a node of a notebook
    """Whether an output was made to be shown in a brief: a table, a chart, sentences, headline numbers."""
    return "xclib" in output.get("metadata", {}) or bool({TABLE_MIME, HEADLINE_MIME} & set(output.get("data", {})))


def _spoken(cells: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return the cells without code cells that show nothing, and without the headings of sections where none shows anything."""
    found: list[NotebookNode] = []
    sections = _split(cells, "## ")
    for n, section in enumerate(sections):
        parts = _split(section, "### ")
        heard = [_says(part) for part in parts]
        if n and not _says(section):
            continue
        # A section that lives by its sub-sections alone keeps its heading and loses its method.
        first = parts[0] if n == 0 or heard[0] else [from_dict({**parts[0][0], "source": parts[0][0].source.split("\n", 1)[0]})]
        found += [*first, *(cell for part, says in zip(parts[1:], heard[1:], strict=True) if says for cell in part)]
    return [cell for cell in found if cell.cell_type != "code" or cell.outputs]


def _split(cells: Sequence[NotebookNode], mark: str) -> list[list[NotebookNode]]:
    """Return cells in parts, each after the first from a heading on."""
    parts: list[list[NotebookNode]] = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith(mark):
            parts.append([])
        parts[-1].append(cell)
    return parts


def _says(part: Sequence[NotebookNode]) -> bool:
    """Whether a part shows something: it has no code, or code that puts something out."""
    codes = [cell for cell in part if cell.cell_type == "code"]
    return not codes or any(cell.outputs for cell in codes)


#: The other language within a Markdown cell, folded where the notebook itself is read.
_OTHER = re.compile(r"\n*<details lang=\"en\">\s*<summary>[^<]*</summary>\n(.*?)\n</details>", re.DOTALL)
_HEADING = re.compile(r"(#+ )(.*[\u4e00-\u9fff].*?) · ([^\u4e00-\u9fff\n]+)$", re.MULTILINE)


def one_language(source: str, lang: str) -> str:
    r"""Return a Markdown cell in one language.

    Its heading is ``中文 · English``, and its English text stands folded behind the Chinese.

    >>> both = '## 要点 · Key findings\n\n三条。\n\n<details lang="en"><summary>English</summary>\n\nThree.\n\n</details>'
    >>> one_language(both, "zh"), one_language(both, "en")
    ('## 要点\n\n三条。', '## Key findings\n\nThree.')
    """
    heading, folded = _HEADING.match(source), _OTHER.search(source)
    if not (heading or folded):
        return source
    head = f"{heading[1]}{heading[2 if lang == 'zh' else 3]}" if heading else ""
    rest = source[heading.end() :] if heading else source
    text = folded[1] if folded and lang == "en" else _OTHER.sub("", rest)
    return "\n\n".join(part for part in (head, text.strip()) if part)


def _shown(output: Any, lang: str) -> Any:  # noqa: ANN401 - a node of a notebook
    """Return an output with its role as an attribute, and the table of a chart as a link under it."""
    data, role = output.get("data", {}), output.get("metadata", {}).get("xclib", {}).get("role", "")
    html = data.get("text/html")
    if html is None or not (role or TABLE_MIME in data):
        return output
    if packed := data.get(TABLE_MIME):
        uri = data_uri(to_csv(packed["heads"], packed["rows"]), CSV_TYPE)
        html += fill("download.html.j2", words=read_words()[lang], table=packed, uri=uri)
    if role:
        html = f'<div data-role="{escape(str(role), quote=True)}">{html}</div>'
    return from_dict({**output, "data": {"text/html": html}})


def _take_headline(outputs: Sequence[Any], tagged: bool) -> tuple[Headline, list[Mapping[str, Any]]]:
    """Return the headline numbers of a cell, and its outputs as readers see them: the numbers as a list, nothing of stderr."""
    headline = Headline()
    shown: list[Mapping[str, Any]] = []
    for output in outputs:
        data = output.get("data", {})
        rows = data.get(HEADLINE_MIME, data.get("application/json") if tagged else None)
        if rows is not None:
            numbers = _checked(rows)
            headline += numbers
            html = fill("headline.html.j2", numbers=numbers, cited=_cited)
            shown.append({"output_type": "display_data", "metadata": {}, "data": {"text/html": html}})
        elif output.get("name") != "stderr":
            shown.append(output)
    if tagged and not headline:
        raise BriefError(
            "the cell tagged 'headline' shows no numbers", advice="end it with xclib.html.present.publish_headline([…])"
        )
    return headline, shown


def _checked(rows: object) -> Headline:
    numbers: list[Any] = rows if isinstance(rows, list) and rows else [rows]
    for number in numbers:
        known = isinstance(number, dict) and {"label", "value"} <= set(number) <= _HEADLINE
        if not known or not all(isinstance(v, str) for v in number.values()) or not (number["label"] and number["value"]):
            raise BriefError(f"not a headline number: {number!r}", advice="give label, value and note, all of them text")
    return [{"note": "", **number} for number in numbers]


def _cited(number: Mapping[str, str], of: str = "value") -> Markup:
    """Return the value of a headline number, or the note under it, as a link to its page, or with its formula."""
    url, formula, inputs = (number.get(f"{'note_' if of == 'note' else ''}{what}", "") for what in ("url", "formula", "inputs"))
    return link(number[of], url) if url else computed(number[of], formula, inputs)


def to_body(notebook: NotebookNode, lang: str, template: str = "brief") -> BeautifulSoup:
    """Return the cells as HTML, with what readers of tables and small screens need added."""
    from bs4 import BeautifulSoup
    from nbconvert import HTMLExporter

    # The step that HTMLExporter adds to its parent's parses the page to look for pictures without a description, a third of
    # all work here; `pagecheck` refuses them.
    html, _ = super(HTMLExporter, _exporter(template)).from_notebook_node(notebook)
    return polish(BeautifulSoup(html, "html.parser"), read_words()[lang]["table"])


def _exporter(template: str) -> HTMLExporter:
    """Return this thread's exporter, whose templates are compiled once; of a brief it leaves out the code."""
    from nbconvert import HTMLExporter

    if template not in _HERE.__dict__:
        own = ("exclude_input", "exclude_input_prompt", "exclude_output_prompt", "embed_images") if template == "brief" else ()
        _HERE.__dict__[template] = HTMLExporter(  # type: ignore[no-untyped-call]
            template_name=template,
            extra_template_basedirs=[str(TEMPLATES)],
            exclude_anchor_links=True,
            optimistic_validation=True,  # once, at the end, and not after each step
            **dict.fromkeys(own, True),
        )
    made: HTMLExporter = _HERE.__dict__[template]
    return made


def polish(soup: BeautifulSoup, name: str = "Table") -> BeautifulSoup:
    """Give header cells their scope, tables a frame that scrolls by itself, outside links their manners."""
    for style in soup.find_all("style", scoped=True):
        style.decompose()  # pandas' own look
    for cell in soup.find_all("td"):
        words = cell.get_text()
        width = len(words) + len(_WIDE.findall(words))
        if width > LONG or (width > 2 * SHORT and not cell.get("class")):
            kinds = cell.get_attribute_list("class") if cell.get("class") else []
            cell["class"] = " ".join([*kinds, "long" if width > LONG else "middling"])
    for table in soup.find_all("table"):
        for attribute in ("border", "class") if "dataframe" in str(table.get("class", "")) else ():
            table.attrs.pop(attribute, None)
        for th in table.find_all("th"):
            _head(th)
        for note in (cell for row in _rows(table, "tfoot") for cell in row):
            text = soup.new_tag("span")
            text.extend([*note.contents])
            note.append(text)
        kind = "scroll stacked" if _stack(table) else "scroll"
        caption = table.caption.get_text(" ", strip=True) if table.caption else name
        # A frame that scrolls must be reachable by keyboard, and then it needs a name.
        table.wrap(soup.new_tag("div", attrs={"class": kind, "tabindex": "0", "role": "region", "aria-label": caption}))
    for anchor in linked(soup):
        anchor["rel"] = "noopener noreferrer"
    return soup


def _head(cell: Tag) -> None:
    """Say of a header cell what it heads, and of the name of a row that it is long."""
    if not cell.get_text(strip=True):
        cell.name = "td"  # an empty corner heads nothing
    elif not cell.get("scope"):
        cell["scope"] = "col" if cell.find_parent("thead") or not cell.find_next_sibling("td") else "row"
    if cell.get("scope") == "row" and len(cell.get_text()) > NAMED:
        cell["class"] = "named"


#: Pixels that a telephone of 390 has for a table; those of a letter of a wide type, of a bold one, of a Chinese character or a
#: percent sign, and of a cell's sides.
_PHONE, _LETTER, _BOLD, _CHARACTER, _SIDES = 355, 8.1, 8.6, 13.6, 9.6
#: Least widths of cells there, as in ``style.css``.
_LEAST = {"long": 240.0, "middling": 104.0, "named": 96.0, "th": 61.0, "td": 48.0}
#: The least that a head over numbers has there.
_HEAD = 43.6


def _rows(table: Tag, part: str) -> list[list[Tag]]:
    """Return the cells of each row in a part of a table; CSS selectors would look at every tag below."""

    def inside(tag: Any, *names: str) -> list[Any]:  # noqa: ANN401 - types of bs4 give what is no tag no name
        return [child for child in tag.contents if child.name in names]

    return [inside(row, "th", "td") for group in inside(table, part) for row in inside(group, "tr")]


def _stack(table: Tag) -> bool:
    """Give the cells of a table that is too wide for a telephone their heads, under which they stand there one by one."""
    heads, rows = [cell for row in _rows(table, "thead") for cell in row], _rows(table, "tbody")
    if not rows or any(len(row) != len(heads) for row in rows):
        return False
    if table.find_parent(attrs={"data-role": "used"}):  # has a form of its own there
        return False
    needed = (max([_width(head, in_head=True), *map(_width, column)]) for head, *column in zip(heads, *rows, strict=True))
    if sum(needed) <= _PHONE:
        return False
    names = [head.get_text(" ", strip=True) for head in heads]
    for row in rows:
        for name, cell in zip(names[1:], row[1:], strict=True):
            cell["data-head"] = name
    return True


def _width(cell: Tag, *, in_head: bool = False) -> float:
    """Return the least width of a cell on a telephone: its longest word; Chinese breaks anywhere, but in numbers."""
    kinds, text = str(cell.get("class") or ""), cell.get_text(" ", strip=True)
    least = next((width for kind, width in _LEAST.items() if kind in kinds or kind == cell.name), 0.0)
    if "long" in kinds or "middling" in kinds:
        return least
    words = text.split() if "number" in kinds and not in_head else _WIDE.sub(" ", text).split()
    letter = _BOLD if cell.name == "th" else _LETTER
    wide = {word: len(_WIDE.findall(word)) + word.count("%") for word in words}
    longest = max((letter * len(word) + (_CHARACTER - letter) * many for word, many in wide.items()), default=0.0)
    if "number" in kinds or in_head:
        least = _HEAD if "number" in kinds and in_head else 0.0
    return max(longest + _SIDES, least)


def is_halfway(figures: pd.DataFrame, year: int) -> bool:
    """Return whether a report tells of the first half of its year rather than of the year before.

    ``figures``: rows of `xclib.figures` of the report.
    """
    done = figures[figures["status"] == "actual"]
    period = done["period"].astype(str)
    half = (done["coverage"] == "half") & (period == str(year))
    return bool(half.sum() > ((done["coverage"] == "year") & (period == str(year - 1))).sum())


def where_and_when(report: Mapping[str, Any], lang: str) -> str:
    """Return area and years of a report, for a title.

    >>> row = {"area_zh": "青岚市", "area_en": "Qinglan City", "kind": "work", "year": 2031}
    >>> where_and_when(row, "zh"), where_and_when(row, "en")
    ('青岚市：2030年结果与2031年计划', 'Qinglan City, results of 2030 and plan for 2031')
    >>> where_and_when({**row, "halfway": True}, "zh")
    '青岚市：2031年上半年结果与下半年计划'
    """
    area, year = report[f"area_{lang}"], int(report["year"])
    shape = "reported" if looks_back(report["kind"]) else "halfway" if report.get("halfway") else "planned"
    template = read_words()[lang][shape]
    return str(template.format(area=area, year=year, past=year - 1))


def render_brief(
    body: BeautifulSoup,
    brief: Brief,
    report: Mapping[str, Any],
    langs: Sequence[str],
    statements: Mapping[str, list[Statement]] | None = None,
) -> tuple[str, str]:
    """Return title and page of one brief.

    Title (the first heading, else the notebook's name) and page. ``body``: cells as `to_body` returns them; ``brief``: what the
    foot says of how it was made; ``report``: row of the register; ``langs``: languages in which the same brief exists;
    ``statements``: what the links of the page lead to, by address; see `xclib.html.citations.read_statements`.
    """
    from markupsafe import Markup

    words, lang, versions = read_words(), brief.lang, read_versions()
    about, place = _about(report, lang), where_and_when(report, lang)
    heading = body.find("h1")
    title = heading.get_text(" ", strip=True) if heading else f"{brief.notebook} · {brief.report}"
    arrange(body, words[lang], place)
    used = add_sources(body, statements or {}, lang=lang)
    book = pack_figures(body, used, (title, about, brief.data_as_of), lang=lang)
    others = [
        {"href": f"{brief.notebook}.{other}.html", "tag": words[other]["tag"], "name": words[lang]["other"]}
        for other in langs
        if other != lang
    ]
    html = page(
        "page.html.j2",
        brief=brief,
        about=about,
        versions=" · ".join(f"{name} {versions[name]}" for name in ("python", *SHOWN) if name in versions),
        others=others,
        words=words[lang],
        title=" · ".join(part for part in (title, place) if part),
        body=Markup(str(body).strip()),
        book={"uri": book, "name": f"{brief.report}.{brief.notebook}.{lang}.xlsx"},
    )
    return title, html


def _about(report: Mapping[str, str], lang: str) -> str:
    """Area, title and dates of the report, for the head of the brief."""
    area, title = (report[f"{name}_{lang}"] for name in ("area", "title"))
    parts = [title or report["title_zh"]] if area in title else [area, title or report["title_zh"]]
    return " · ".join([*parts, report["published"]] if report["published"] else parts)
