"""What the review of the next report says of a promise in words, without a number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from xclib.extract.document import Paragraph
from xclib.ledgers.likeness import cover, differ, one_name, parts_of, pieces, read_phrase, read_rules, word_pattern
from xclib.ledgers.statements import Statement
from xclib.model.numerals import parse_numeral

#: How much of the words of a promise a clause must have to speak of this very thing, and the fewest characters of the thing.
_WHOLE, _SPECIFIC = 0.85, 5
#: How much of the words of the clause must be those of the promise.
_ABOUT = 0.3
#: How much of both must be the same, by their geometric mean, where a clause has not all of the thing.
_MOSTLY = 0.7
#: Characters of a quotation.
_QUOTED = 10
_SENTENCE = re.compile("[。；！\n]")
#: A number; 5G and PM2.5 are names.
_COUNT = re.compile(r"\d(?![GgA])(?<!PM2)(?<!PM2\.5)(?<!PM1)(?<!PM10)|[百千万亿][余多]?[个家户人元亩吨]")
#: How many indicators a sentence lists: 甲、乙等3项指标.
_LISTED_SO_MANY = re.compile(r"\d{1,3}[项个]?[^，。；、\d]{0,6}指标")
#: A count of deeds, and the characters before a list in which it stands.
_DEEDS, _AHEAD = re.compile(r"(\d+|[一二两三四五六七八九十百]+)(?:[件项个大类]|方面)"), 12
#: Fewest sentences of a list without marks, share of them that have a number, and its fewest deeds.
_MANY, _HALF, _SOME = 9, 0.4, 5
#: Characters of a heading, and from the name of a list to the end of its sentence.
_HEADING, _CLOSING = 20, 4
#: What parts the names of a list, and what says that a target was one of several years.
_LISTED, _OF_YEARS = re.compile("[、和及与，：等]"), re.compile("五年|规划|[一二三四]五|年均|任期")


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


@dataclass(frozen=True, slots=True)
class Done:
    """A list of deeds that a review declares done.

    Parameters
    ----------
    count : float or None
        How many deeds it has, None where its words give no number.
    quoted : str
        The words that say so, ten characters at most.
    """

    count: float | None
    quoted: str


@cache
def _listed_done() -> re.Pattern[str]:
    lists, done = (word_pattern(key).pattern for key in ("lists", "listed_done"))
    return re.compile(f"(?:{lists})[^。；\n]{{0,24}}?(?:{done})|(?:{done})[^。；，\n]{{0,12}}(?:{lists})")


def lists_done(review: Sequence[Paragraph]) -> list[Done]:
    """Return the lists of deeds that a review declares done.

    >>> lists_done([Paragraph(1, "28件民生实事全部完成。", "review", "")])
    [Done(count=28.0, quoted='实事全部完成')]
    >>> lists_done([Paragraph(1, "28件民生实事完成投资3亿元。", "review", "")])
    []
    """
    out = []
    for sentence in (sentence for paragraph in review for sentence in _SENTENCE.split(paragraph.text)):
        if word_pattern("missed").search(sentence):
            continue
        for found in _listed_done().finditer(sentence):
            words = sentence[max(0, found.start() - _AHEAD) : found.end()]
            out.append(Done(_counted(words), found[0][-_QUOTED:]))
    return out


def list_lines(plan: Sequence[Paragraph]) -> dict[int, int]:
    """Return the lines of a plan that hold items of a list of deeds, each with the offset from which on it does.

    The head of a list names the deeds (办好十件实事); its items are numbered, in the same paragraph or in those that follow.
    """
    items, lists = word_pattern("items"), word_pattern("lists")
    out: dict[int, int] = {}
    open_list = False
    for paragraph in plan:
        text = paragraph.text.lstrip("　 \t*#")
        if not text:
            continue
        shift = len(paragraph.text) - len(text)
        heads = [found.end() for found in lists.finditer(text)]
        if open_list and items.match(text) and (len(text) >= 30 or "。" in text or _COUNT.search(text)):
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
        if paragraph.line not in out and (begins := _unmarked(text)):
            out[paragraph.line] = shift + begins
    return out


def _unmarked(text: str) -> int:
    """Return where the items of a list of deeds begin that have no marks; 0 where a paragraph is no such list.

    The count of its deeds stands in or behind a heading that names it, or before a colon, and of the many sentences that
    follow nearly half have a number: 办好民生实事。办好8件民生实事，……。新建泵站5座。……
    """
    ends = [*(at.end() for at in re.finditer("[。：]", text)), 0, 0][:2]
    items = [item for item in _SENTENCE.split(text[ends[0] :]) if len(item) > 1]
    if ends[0] == 0 or len(items) < _MANY or sum(_COUNT.search(item) is not None for item in items) < _HALF * len(items):
        return 0
    headed = ends[0] <= _HEADING and "实事" in text[: ends[0]]
    for begin, end in itertools.pairwise([0, *ends]):
        for head in word_pattern("lists").finditer(text, begin, max(begin, end)):
            counted = _counted(text[max(begin, head.start() - _AHEAD) : head.end()]) or 0
            if counted >= _SOME and (headed or (text[end - 1] == "：" and end - head.end() <= _CLOSING)):
                return end
    return 0


def _clauses(review: Iterable[Paragraph]) -> list[str]:
    """Return the clauses of a review that have no number in them."""
    found = [clause for paragraph in review for clause in re.split("[，。；：！\n]", paragraph.text)]
    return [clause for clause in found if 4 <= len(clause) <= 60 and not _COUNT.search(clause)]


def _items(clause: str) -> list[str]:
    """Return a clause, and the things of which it speaks together: 出口基地、科技园建设取得新进展."""
    return [clause, *(item for item in clause.split("、") if "、" in clause and len(item) > _SPECIFIC)]


def _verdict(sentence: str) -> str:
    if word_pattern("missed").search(sentence):
        return "missed"
    return "kept" if word_pattern("done").search(sentence) and not word_pattern("underway").search(sentence) else "open"


def answer_in_words(
    promises: Sequence[Statement], plan: Sequence[Paragraph], review: Sequence[Paragraph]
) -> list[Words | None]:
    """Return for each promise what the review says of it in words, None where it says nothing.

    ``promises``: as `xclib.ledgers.promises.find_promises` finds them. ``plan``, ``review``: the plan of their report, and the
    review of the next one; lines of the source.
    """
    lists, listed = lists_done(review), list_lines(plan)
    clauses = _clauses(review)
    spoken = [(item, clause) for clause in clauses for item in _items(clause)]
    things = [row.thing for row in promises]
    answered = [read_phrase(item).thing for item, _ in spoken]
    ours, theirs = cover([pieces(thing) for thing in things], [pieces(thing) for thing in answered])
    # All of the thing in some of the clause, or most of both.
    share = np.where(theirs >= _ABOUT, ours, 0.0)
    share = np.where(np.sqrt(ours * theirs) >= _MOSTLY, np.maximum(share, _WHOLE), share)
    out: list[Words | None] = []
    for n, row in enumerate(promises):
        line, start = (row.row.get(f"item_{name}", row[name]) for name in ("line", "start"))
        if done := _done_with(row, lists, start, listed.get(line)):
            out.append(Words("kept", done.quoted))
            continue
        found = _field(things[n], review) or _fell_short(row, things[n], review) or _named(row, clauses)
        object_ = row["measure"] == "level" and not row["indicator"] and len(things[n]) >= _SPECIFIC
        if found is None and object_ and share[n].max(initial=0.0) >= _WHOLE:
            clause = spoken[int(share[n].argmax())][1]
            found = Words(_verdict(clause), clause[-_QUOTED:])
        out.append(found)
    return out


def _done_with(row: Statement, lists: Sequence[Done], start: int, begins: int | None) -> Done | None:
    """Return the list that was done with a promise: that of which it is an item, or that of as many deeds as it promises.

    ``start``, ``begins``: where the promise stands in its line as an item, and from where on the line has items.
    """
    if begins is not None and start >= begins:
        return lists[0] if lists else None
    deeds = word_pattern("lists").search(row.name)
    return next((done for done in lists if deeds and done.count in (None, float(row["value"]))), None)


def _named(row: Statement, clauses: Sequence[str]) -> Words | None:
    """Return what a review says of a promised list of deeds by its name alone: 民生工程深入实施."""
    if not word_pattern("lists").search(row.name):
        return None
    for clause in clauses:
        if word_pattern("lists").match(clause) and len(clause) <= _QUOTED + 2:
            return Words("open", clause[-_QUOTED:])
    return None


def _counted(words: str) -> float | None:
    """Return how many deeds words speak of, the last that they count; None where they give no number.

    >>> _counted("为民办8件实事"), _counted("28项民生工程全部完成"), _counted("十大民生实事"), _counted("实事全部完成")
    (8.0, 28.0, 10.0, None)
    """
    found = _DEEDS.findall(words)
    number = parse_numeral(found[-1]) if found else None
    return None if number is None else float(number.value)


def _fell_short(row: Statement, thing: str, review: Sequence[Paragraph]) -> Words | None:
    """Return what a review says of an indicator that it names among those that fell short, without a number.

    >>> row = Statement({"indicator": "gdp", "label": "生产总值", "scope": ""})
    >>> text = "受洪灾影响，生产总值、茶业投资增速没有达到预期目标。"
    >>> _fell_short(row, read_phrase("生产总值").thing, [Paragraph(1, text, "review", "")]).verdict
    'missed'
    """
    if not row["indicator"]:
        return None
    for sentence in (sentence for paragraph in review for sentence in _SENTENCE.split(paragraph.text)):
        found = word_pattern("short").search(sentence)
        if found is None or _COUNT.search(_LISTED_SO_MANY.sub("", sentence)) or _OF_YEARS.search(sentence):
            continue
        better = found[0].startswith("低于") and word_pattern("falling").search(thing)
        named = any(
            thing in (name := one_name(part)) and not differ(parts_of(thing), parts_of(name))
            for part in _LISTED.split(sentence)
        )
        if named and not better:
            return Words("missed", found[0][:_QUOTED])
    return None


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
