"""The front page of many briefs: reports, headline numbers, dates, what failed; searched and filtered without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xclib.briefs.render import where_and_when
from xclib.html.shell import page, read_words
from xclib.words.wording import LANGS

#: How the page is laid out; compiled early by who has time for it.
TEMPLATE = "index.html.j2"
#: Headline numbers of a brief that the front page shows.
NUMBERS = 3


def render_index(briefs: Sequence[Mapping[str, Any]], reports: Mapping[str, Mapping[Any, Any]], run: Mapping[str, Any]) -> str:
    """Return the index page: each report with its briefs, in both languages.

    ``briefs``: rows of the manifest, in the order in which they are shown; a ``picture`` is the address of a small one;
    ``reports``: report id → ``data_as_of`` and the report's row of the register; ``run``: ``run_at`` and ``counts`` of the
    last run.
    """
    sides = []
    for lang in LANGS:
        words, rows = read_words()[lang], [b for b in briefs if b["lang"] == lang]
        listed = [_report(name, facts, [b for b in rows if b["report"] == name], lang) for name, facts in reports.items()]
        listed = [report for report in listed if report["briefs"]]
        topics = {b["notebook"]: _name(b, words) for b in rows}
        areas = {report["area"]: report["area_name"] for report in listed}
        sides.append(
            {"lang": lang, "words": words, "reports": listed, "topics": list(topics.items()), "areas": list(areas.items())}
        )
    title = " · ".join(words["name"] for words in read_words().values())
    return page(TEMPLATE, script="index.js", sides=sides, run=run, words=read_words()["zh"], title=title)


def _report(name: str, facts: Mapping[Any, Any], rows: Sequence[Mapping[str, Any]], lang: str) -> dict[str, Any]:
    title = facts.get(f"title_{lang}") or facts.get("title_zh") or name
    known = "area_code" in facts
    return {
        "title": title,
        "place": where_and_when(facts, lang) if known else title,
        "source": facts.get("source_url", ""),
        "area": facts.get("area_code", name),
        "area_name": facts.get(f"area_{lang}", name),
        "data_as_of": facts.get("data_as_of", ""),
        "briefs": [_listed(row, str(facts.get("data_as_of", "")), read_words()[lang]) for row in rows],
    }


def _name(brief: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    return str(words["topics"].get(brief["notebook"], brief["notebook"]))


def _listed(brief: Mapping[str, Any], newest: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return a brief as it is listed: good, failed, or stale: made from data older than those of its neighbours."""
    stale = bool(brief["run_at"]) and str(brief["data_as_of"]) < newest
    mark = "failed" if brief["status"] == "failed" else "stale" if stale else "good"
    return {"picture": "", **brief, "name": _name(brief, words), "headline": brief["headline"][:NUMBERS], "mark": mark}
