"""From an executed notebook to one self-contained HTML page, and from many briefs to their index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from xclib.errors import BriefError
from xclib.present import HEADLINE_MIME
from xclib.webfont import font_face
from xclib.wording import LANGS

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from jinja2 import Environment
    from markupsafe import Markup
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).with_name("templates")

#: A number at the head of a brief: ``label``, ``value`` and perhaps a ``note``, as they are shown.
Headline = list[dict[str, str]]


@cache
def read_words() -> dict[str, dict[str, Any]]:
    """Return the words of the page in both languages."""
    words: dict[str, dict[str, Any]] = yaml.safe_load((TEMPLATES / "words.yaml").read_text(encoding="utf-8"))
    return words


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # Everything that comes from data is escaped, and a name that nobody filled is an error, not an empty place.
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["moment"] = lambda told: datetime.fromisoformat(told).strftime("%Y-%m-%d %H:%M UTC")
    return made


def _style() -> Markup:
    from markupsafe import Markup

    return Markup((TEMPLATES / "style.css").read_text(encoding="utf-8").strip())


def from_dict(told: Mapping[str, Any]) -> NotebookNode:
    """Return nested mappings as nodes of a notebook."""
    import nbformat

    node: NotebookNode = nbformat.from_dict(dict(told))  # type: ignore[no-untyped-call]
    return node


def split_cells(notebook: NotebookNode, lang: str) -> tuple[NotebookNode, Headline, list[str]]:
    """Return the notebook that readers of one language see, its headline numbers, and what it said on stderr.

    Code cells keep their outputs only; cells of the other language and outputs of cells tagged ``hidden`` are dropped.
    """
    shown, headline, warnings = [], Headline(), []
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", ()))
        outputs = cell.get("outputs", [])
        warnings += [o.text.strip() for o in outputs if o.get("name") == "stderr"]
        if tags & set(LANGS) and lang not in tags:
            continue
        if cell.cell_type == "markdown":
            shown.append(cell)
        elif cell.cell_type == "code":
            numbers, outputs = _take_headline(outputs, "headline" in tags)
            headline += numbers
            if outputs and "hidden" not in tags:
                shown.append(from_dict({**cell, "outputs": outputs}))
    return from_dict({**notebook, "cells": shown}), headline, warnings


def _take_headline(outputs: Sequence[Any], tagged: bool) -> tuple[Headline, list[Mapping[str, Any]]]:
    """Return the headline numbers of a cell, and its outputs as readers see them: the numbers as a list, nothing of stderr."""
    headline = Headline()
    shown: list[Mapping[str, Any]] = []
    for output in outputs:
        data = output.get("data", {})
        told = data.get(HEADLINE_MIME, data.get("application/json") if tagged else None)
        if told is not None:
            numbers = _checked(told)
            headline += numbers
            html = _environment().get_template("headline.html.j2").render(numbers=numbers)
            shown.append({"output_type": "display_data", "metadata": {}, "data": {"text/html": html}})
        elif output.get("name") != "stderr":
            shown.append(output)
    if tagged and not headline:
        raise BriefError(
            "the cell tagged 'headline' shows no numbers", advice="end it with xclib.present.publish_headline([…])"
        )
    return headline, shown


def _checked(told: object) -> Headline:
    numbers: list[Any] = told if isinstance(told, list) and told else [told]
    for number in numbers:
        known = isinstance(number, dict) and {"label", "value"} <= set(number) <= {"label", "value", "note"}
        if not known or not all(isinstance(v, str) for v in number.values()) or not (number["label"] and number["value"]):
            raise BriefError(f"not a headline number: {number!r}", advice="give label, value and note, all of them text")
    return [{"note": "", **number} for number in numbers]


def to_body(notebook: NotebookNode, lang: str) -> BeautifulSoup:
    """Return the cells as HTML, with what readers of tables and small screens need added."""
    from bs4 import BeautifulSoup
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="brief",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        embed_images=True,
    )
    html, _ = exporter.from_notebook_node(notebook)
    return polish(BeautifulSoup(html, "html.parser"), read_words()[lang]["table"])


def polish(soup: BeautifulSoup, name: str = "Table") -> BeautifulSoup:
    """Give header cells their scope, tables a frame that scrolls by itself, outside links their manners."""
    for style in soup.select("style[scoped]"):
        style.decompose()  # pandas' own look
    for table in soup.find_all("table"):
        for attribute in ("border", "class") if "dataframe" in str(table.get("class", "")) else ():
            table.attrs.pop(attribute, None)
        for th in table.find_all("th"):
            if not th.get_text(strip=True):
                th.name = "td"  # an empty corner heads nothing
            elif not th.get("scope"):
                th["scope"] = "col" if th.find_parent("thead") or not th.find_next_sibling("td") else "row"
        told = table.caption.get_text(" ", strip=True) if table.caption else name
        # A frame that scrolls must be reachable by keyboard, and then it needs a name.
        table.wrap(soup.new_tag("div", attrs={"class": "scroll", "tabindex": "0", "role": "region", "aria-label": told}))
    for link in soup.select('a[href^="http"]'):
        link["rel"] = "noopener noreferrer"
    return soup


@dataclass(frozen=True)
class Facts:
    """What head and foot of a brief say."""

    report: str
    #: Area and short title of the report, in the brief's language.
    about: str
    notebook: str
    lang: str
    #: Languages in which the same brief exists.
    langs: tuple[str, ...]
    data_as_of: str
    #: UTC, ISO 8601.
    run_at: str
    versions: str
    fingerprint: str


def render_brief(body: BeautifulSoup, facts: Facts) -> tuple[str, str]:
    """Return title and page of one brief.

    Parameters
    ----------
    body : BeautifulSoup
        Cells as `to_body` returns them.
    facts : Facts
        What head and foot say.

    Returns
    -------
    tuple of str
        Title (the first heading, else the notebook's name) and page.
    """
    from markupsafe import Markup

    words = read_words()
    heading = body.find("h1")
    title = heading.get_text(" ", strip=True) if heading else f"{facts.notebook} · {facts.report}"
    others = [
        {"href": f"{facts.notebook}.{lang}.html", "tag": words[lang]["tag"], "name": words[facts.lang]["other"]}
        for lang in facts.langs
        if lang != facts.lang
    ]
    page = _environment().get_template("page.html.j2")
    html = page.render(
        facts=facts, others=others, words=words[facts.lang], title=title, style=_style(), body=Markup(str(body).strip())
    )
    return title, with_font(html)


def with_font(html: str) -> str:
    """Return the page with the Chinese characters that it shows embedded, for readers whose machine has no Chinese font."""
    return html.replace("</style>", f"{font_face(html)}\n</style>", 1)


def render_index(briefs: Sequence[Mapping[str, Any]], reports: Mapping[str, Mapping[Any, Any]], run: Mapping[str, Any]) -> str:
    """Return the index page: each report with its briefs, in both languages.

    Parameters
    ----------
    briefs : sequence of mappings
        Rows of the manifest, in the order in which they are shown.
    reports : mapping
        Report id → ``title_zh``, ``title_en``, ``data_as_of``.
    run : mapping
        ``run_at`` and ``counts`` of the last run.
    """
    sides = []
    for lang in LANGS:
        words, rows = read_words()[lang], [b for b in briefs if b["lang"] == lang]
        listed = [
            {
                "title": facts.get(f"title_{lang}") or report,
                "data_as_of": facts.get("data_as_of", ""),
                "briefs": [_listed(b, words) for b in rows if b["report"] == report],
            }
            for report, facts in reports.items()
        ]
        sides.append({"lang": lang, "words": words, "reports": [r for r in listed if r["briefs"]]})
    title = " · ".join(words["name"] for words in read_words().values())
    page = _environment().get_template("index.html.j2")
    return with_font(page.render(words=read_words()["zh"], title=title, style=_style(), sides=sides, run=run))


def _listed(brief: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    name = words["topics"].get(brief["notebook"], brief["notebook"])
    return {**brief, "name": name, "headline": brief["headline"][:3]}
