"""What the review of the next report says of a promise in words, without a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from xclib.extract.document import Paragraph
from xclib.ledgers.likeness import any_of, cover, pieces, read_phrase, read_rules, word_pattern
from xclib.ledgers.match import name_of
from xclib.model.numerals import parse_numeral

#: How much of the words of a promise a clause must have to speak of this very thing, and the fewest characters of the thing.
_WHOLE, _SPECIFIC = 0.85, 4
#: How much of the words of the clause must be those of the promise.
_ABOUT = 0.3
#: Characters of a quotation.
_QUOTED = 10
_SENTENCE = re.compile("[。；！\n]")
_CLAUSE = re.compile("[，。；：！、\n]")
_COUNT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Words:
    """What a review says of a promise.

    Parameters
    ----------
    verdict : str
        ``kept``, ``missed`` or ``open``.
    quoted : str
        The words that made it, ten characters at most.
    """

    verdict: str
    quoted: str


@cache
def _listed_done() -> re.Pattern[str]:
    lists, done = (any_of(read_rules()[key].split()).pattern for key in ("lists", "listed_done"))
    return re.compile(f"(?:{lists})[^。；\n]{{0,24}}?(?:{done})|(?:{done})[^。；，\n]{{0,12}}(?:{lists})")


def list_done(review: Sequence[Paragraph]) -> str:
    """Return the words by which a review declares a list of deeds done; empty where it does not.

    >>> list_done([Paragraph(1, "十件民生实事全部完成。", "review", "")])
    '实事全部完成'
    """
    for paragraph in review:
        for sentence in _SENTENCE.split(paragraph.text):
            if (found := _listed_done().search(sentence)) and not word_pattern("missed").search(sentence):
                return found[0][-_QUOTED:]
    return ""


def list_lines(plan: Sequence[Paragraph]) -> dict[int, int]:
    """Return the lines of a plan that hold items of a list of deeds, each with the offset from which on it does.

    The head of a list names the deeds (办好十件实事); its items are numbered, in the same paragraph or in those that follow.
    """
    items, lists = any_of(read_rules()["items"].split()), word_pattern("lists")
    out: dict[int, int] = {}
    open_list = False
    for paragraph in plan:
        text = paragraph.text.lstrip("　 \t*#")
        if not text:
            continue
        shift = len(paragraph.text) - len(text)
        heads = [found.end() for found in lists.finditer(text)]
        if open_list and items.match(text) and not _is_heading(text):
            out[paragraph.line] = 0
            continue
        open_list = False
        for head in heads:
            item = items.search(text, head)
            if item and item.start() - head < 60:
                out[paragraph.line] = shift + item.start()
                break
            # The head ends its paragraph: its items follow.
            if len(text) - head < 80:
                open_list = True
    return out


def _is_heading(text: str) -> bool:
    return len(text) < 30 and "。" not in text and not _COUNT.search(text)


def _clauses(review: Iterable[Paragraph]) -> list[str]:
    """Return the clauses of a review that have no number in them."""
    found = [clause for paragraph in review for clause in re.split("[，。；：！\n]", paragraph.text)]
    return [clause for clause in found if 4 <= len(clause) <= 60 and not _COUNT.search(clause)]


def _verdict(sentence: str) -> str:
    if word_pattern("missed").search(sentence):
        return "missed"
    return "kept" if word_pattern("done").search(sentence) and not word_pattern("underway").search(sentence) else "open"


def answer_in_words(
    promises: Sequence[dict[str, Any]], plan: Sequence[Paragraph], review: Sequence[Paragraph]
) -> list[Words | None]:
    """Return for each promise what the review says of it in words, None where it says nothing.

    Parameters
    ----------
    promises : sequence of dict
        Rows as `xclib.ledgers.promises.find_promises` returns them.
    plan, review : sequence of Paragraph
        The plan of their report, and the review of the next one; lines of the source.
    """
    done, listed = list_done(review), list_lines(plan)
    clauses = _clauses(review)
    things = [read_phrase(name_of(row)).thing for row in promises]
    answered = [read_phrase(clause).thing for clause in clauses]
    ours, theirs = cover([pieces(thing) for thing in things], [pieces(thing) for thing in answered])
    share = np.where(theirs >= _ABOUT, ours, 0.0)
    out: list[Words | None] = []
    for n, row in enumerate(promises):
        whole = word_pattern("lists").search(name_of(row)) and _counted(done) in (None, float(row["value"]))
        if done and (whole or row["start"] >= listed.get(row["line"], 10**6)):
            out.append(Words("kept", done))
            continue
        found = _field(things[n], review)
        object_ = row["measure"] == "level" and not row["indicator"] and len(things[n]) >= _SPECIFIC
        if found is None and object_ and share[n].max(initial=0.0) >= _WHOLE:
            clause = clauses[int(share[n].argmax())]
            found = Words(_verdict(clause), clause[-_QUOTED:])
        out.append(found)
    return out


def _counted(done: str) -> float | None:
    """Return how many deeds a list that is done has; None where its words give no number.

    >>> _counted("为民办8件实事"), _counted("实事全部完成")
    (8.0, None)
    """
    found = re.search(r"(\d+|[一二三四五六七八九十]+)[件项]", done)
    number = parse_numeral(found[1]) if found else None
    return None if number is None else float(number.value)


def _field(thing: str, review: Sequence[Paragraph]) -> Words | None:
    """Return what a review says of a headline indicator under a wider name."""
    for name, words in read_rules()["fields"].items():
        if not re.search(name, thing):
            continue
        for paragraph in review:
            for sentence in re.split("[，。；！\n]", paragraph.text):
                if (found := re.search(words, sentence)) and not _COUNT.search(sentence):
                    return Words(_verdict(sentence), sentence[found.start() :][:_QUOTED])
    return None
