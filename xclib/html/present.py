"""What a notebook shows: findings, tables with source links, and the headline of a brief. HTML, everything escaped."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import markupsafe
from markupsafe import Markup

from xclib.data.rows import records
from xclib.errors import XclibError, unknown
from xclib.html.shell import fill
from xclib.model.codes import read_codes
from xclib.model.figure import in_percent

# Notebooks say `present.link` and `present.computed` as they say `present.table`.
from xclib.words.markup import Html as Html
from xclib.words.markup import computed as computed
from xclib.words.markup import link as link
from xclib.words.markup import placed as placed
from xclib.words.wording import check_lang, either, format_figure, format_interval, format_number, in_language, shown_unit
from xclib.words.wording import shown_label as shown_label
from xclib.words.wording import shown_period as shown_period

if TYPE_CHECKING:
    import pandas as pd

#: MIME type under which a notebook publishes its headline numbers for the index.
HEADLINE_MIME = "application/vnd.xclib.headline+json"
#: How many sites the source line of a table names.
MOST_SITES = 4


@in_language
def table(
    rows: pd.DataFrame | Iterable[Mapping[str, Any]],
    columns: Mapping[str, str],
    *,
    caption: str | Html,
    links: Mapping[str, str] | None = None,
    numeric: Sequence[str] = (),
    notes: Sequence[str] = (),
    role: str = "",
) -> Html:
    """Return a table with a caption, scoped heads and links.

    Parameters
    ----------
    rows : DataFrame or iterable of mappings
        One row each; cells are text or numbers, and are escaped, or `Html`.
    columns : mapping
        Column of ``rows`` to the head shown; the first is the row's own head.
    caption : str or Html
        What the table shows; `Html` where its numbers bring their sources with them.
    links : mapping, optional
        Column shown to the column that holds its address.
    numeric : sequence of str
        Columns aligned to the right.
    notes : sequence of str
        Units and reservations under the table. The sites that the cells link are named there by themselves, so that a
        printed table has its sources too.
    role : str
        As of `Html`.

    Examples
    --------
    >>> print(table([{"a": "GDP", "b": "5.8%"}], {"a": "Indicator", "b": "2023"}, caption="Growth", lang="en"))
    Growth
    Indicator | 2023
    GDP | 5.8%
    """
    caption = caption if isinstance(caption, Html) else Html(escape(caption, quote=False), caption)
    found: Sequence[Mapping[str, Any]] = records(cast("pd.DataFrame", rows)) if hasattr(rows, "columns") else list(rows)
    if not found:
        note = either("：没有可列的。", ": none on record.")
        html, text = (part.rstrip("。.：: ") for part in (caption.html, caption.text))
        return Html(f'<p class="missing">{html}{note}</p>', f"{text}{note}", role)
    for wanted in columns:
        if not any(wanted in record for record in found):
            seen = list(dict.fromkeys(str(name) for record in found for name in record))
            raise unknown("column", wanted, seen, where="present.table")
    links = links or {}
    cells = [{name: _cited_cell(record, name, links) for name in columns} for record in found]
    urls = [str(r.get(url) or "") for r in found for shown, url in links.items() if shown in columns]
    under = [*notes, *site_notes(urls)]
    html = fill(
        "table.html.j2",
        caption=caption,
        heads={name: Markup(escape(head)) for name, head in columns.items()},
        number={name: Markup(' class="number"') if n and name in numeric else "" for n, name in enumerate(columns)},
        rows=cells,
        notes=[Markup(escape(note, quote=False)) for note in under],
    )
    heads = " | ".join(columns.values())
    body = [" | ".join(_cell(r.get(h)) for h in columns) for r in found]
    return Html(html, "\n".join([caption.text, heads, *body, *under]), role)


def _cited_cell(record: Mapping[str, Any], name: str, links: Mapping[str, str]) -> Html | Markup:
    """Return a cell as markup: its own, a link to its page, or its text."""
    value = record.get(name)
    if isinstance(value, Html):
        return value
    url = str(record.get(links.get(name, ""), "") or "")
    text = _cell(value).strip()
    return link(text, url) if url else Markup(escape(text, quote=False))


def site_notes(urls: Sequence[str], weak: Sequence[str] = ()) -> list[str]:
    """Return the line that names the sites of some pages, those with most numbers first, and reprints and the press last.

    A site that has pages of its own and reprints, too, is named as both. ``weak``: addresses of reprints and the press.

    >>> site_notes(["https://a.example/1", "https://a.example/2", "https://b.example/", ""])
    ['来源：a.example、b.example']
    >>> site_notes(["https://a.example/1", "https://b.example/"], weak=["https://a.example/1"])
    ['来源：b.example；转载或报刊：a.example']
    >>> site_notes([f"https://{site}.example/" for site in "abcde"], weak=["https://a.example/"])
    ['来源：b.example、c.example、d.example；转载或报刊：a.example；共5个网站']
    """
    found = Counter(host for url in urls if (host := _site(url)))
    most = [host for host, _ in found.most_common(MOST_SITES)]
    if not most:
        return []
    good, reprints = ({_site(url) for url in urls if (url in weak) == is_weak} for is_weak in (False, True))
    listed = [[host for host in most if host in some] for some in (good, reprints)]
    heads = (either("来源：", "Sources: "), either("转载或报刊：", "reprints or press: "))
    parts = [head + either("、", ", ").join(hosts) for head, hosts in zip(heads, listed, strict=True) if hosts]
    if len(parts) == 1 and not listed[0]:
        parts[0] = either("来源：", "Sources: ") + parts[0]
    if len(found) > len(most):
        # Behind two lists a number of sites would read as the number of reprints.
        in_all = either(f"共{len(found)}个网站", f"{len(found)} sites in all")
        more = either(f"等{len(found)}个网站", f" and {len(found) - len(most)} more")
        parts = [*parts, in_all] if listed[1] else [parts[0] + more]
    return [either("；", "; ").join(parts)]


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _cell(value: Any) -> str:  # noqa: ANN401 - any cell
    if isinstance(value, Html):
        return value.text
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


@in_language
def findings(sentences: Sequence[str]) -> Html:
    """Return the key findings as a list. Markup, such as of `link`, stays; any other text is escaped.

    >>> print(findings(["Growth was 5.8%."], lang="en"))
    - Growth was 5.8%.
    """
    if not sentences:
        raise XclibError("a brief needs at least one finding", where="present.findings", advice="say what is missing instead")
    items = [markupsafe.escape(sentence) for sentence in sentences]
    html = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Html(f'<ul class="findings">{html}</ul>', "\n".join(f"- {re.sub('<[^>]+>', '', item)}" for item in items))


_DATES = {"delivered": ("提交", "Delivered"), "published": ("发布", "Published")}


@in_language
def sources_read(report: Mapping[str, Any], counts: Mapping[str, int]) -> Html:
    """Return what was read: source, dates, and how many figures, of which in doubt.

    ``report``: row of `xclib.reports`; ``counts``: what was counted, by its name in the brief's language.

    >>> row = {"title_en": "Work report", "source_url": "", "delivered": "2031-01-10", "published": ""}
    >>> print(sources_read(row, {"Figures found": 1270}, lang="en"))
    What was read
    Item | Content
    Source | Work report
    Delivered | 2031-01-10
    Figures found | 1,270
    """
    rows = [
        {"k": either("来源", "Source"), "v": report[f"title_{check_lang()}"], "u": report["source_url"]},
        *({"k": either(*names), "v": report[name], "u": ""} for name, names in _DATES.items() if report[name]),
        *({"k": name, "v": format_number(count), "u": ""} for name, count in counts.items()),
    ]
    heads = {"k": either("项目", "Item"), "v": either("内容", "Content")}
    return table(rows, heads, caption=either("读了什么", "What was read"), links={"v": "u"}, role="read")


_USED = {
    "label": ("指标", "Figure"), "value": ("数值", "Value"), "interval": ("区间", "Interval"), "status": ("状态", "Status"),
    "period": ("时期", "Period"),
}  # fmt: skip


@in_language
def figures_used(rows: pd.DataFrame) -> Html:
    """Return the closing table: every figure used, with its status, interval and link.

    ``rows``: rows of `xclib.figures`.

    >>> import xclib as xc
    >>> shown = figures_used(xc.figures("cn-110102-plan-2024", indicator="gdp_growth", status="actual"), lang="en")
    >>> str(shown).splitlines()[2]
    'Growth of gross regional product | 5.8% | 5.75% to 5.85% | outcome | 2023'
    """
    exact = either("精确", "exact")
    shown = [
        {"label": shown_label(row), "value": format_figure(row), "period": shown_period(row), "url": row["source_url"],
            "interval": exact if row["low"] == row["high"] else format_interval(row["low"], row["high"], shown_unit(row)),
            "status": read_codes()["status"][row["status"]][check_lang()]}
        for row in map(in_percent, records(rows))
    ]  # fmt: skip
    heads = {name: either(*head) for name, head in _USED.items()}
    caption = either("所用数字，点击数值回到原文", "Figures used; each value links to the source")
    return table(shown, heads, caption=caption, links={"value": "url"}, numeric=("value", "interval"), role="used")


def publish_headline(items: Sequence[Mapping[str, str]]) -> None:
    """Publish two or three headline numbers of a brief, for its first screen and the index; shows nothing in the notebook.

    ``items``: each with ``label``, ``value`` and ``note``, all text in the brief's language; ``url`` of the page that
    states the value, or ``formula`` (and ``inputs``) by which it was computed; ``note_url``, ``note_formula`` and
    ``note_inputs`` where the note has a number.

    >>> publish_headline([{"label": "Growth", "value": "5.8%", "note": "constant prices"}])  # doctest: +SKIP
    """
    from IPython.display import display

    for item in items:
        if missing := {"label", "value", "note"} - set(item):
            raise XclibError(
                f"a headline needs {', '.join(sorted(missing))}",
                where="present.publish_headline",
                advice="give label, value and note",
            )
    display({HEADLINE_MIME: [dict(item) for item in items]}, raw=True)  # type: ignore[no-untyped-call]
