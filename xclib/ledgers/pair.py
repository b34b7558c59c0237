"""Two neighbouring reports of one government: each promise of the first with what the second says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from xclib.data.rows import grouped
from xclib.extract.document import Paragraph
from xclib.ledgers.answers import Words, answer_in_words
from xclib.ledgers.likeness import pieces, read_phrase, read_rules, word_pattern
from xclib.ledgers.match import score, weigh
from xclib.ledgers.promises import find_answers, find_promises
from xclib.ledgers.statements import Statement, same_thing, to_statements
from xclib.ledgers.verdicts import judge, relate

#: Score from which on a figure is an answer, from which on one is shown as open, for a person to review, and from which on
#: nobody can be sure that there is none.
ANSWERS, OPEN, DOUBTFUL = 0.65, 0.6, 0.3
#: Characters of the words that made a match.
QUOTED = 10
#: Fields of an outcome, empty where no figure answers.
OUTCOME = ("line", "start", "number", "unit", "value", "value_high", "bound", "measure", "label")
_BARRED = 1e-6
#: Log odds of `ANSWERS`.
_LEAST = float(np.log(ANSWERS / (1 - ANSWERS)))
#: The same for a promise that shares the figure of its neighbour, and characters between the two.
_SHARED, _LISTED = float(np.log(0.4 / 0.6)), 30


def match_pair(
    earlier: pd.DataFrame, later: pd.DataFrame, plan: Sequence[Paragraph], review: Sequence[Paragraph]
) -> list[dict[str, Any]]:
    """Return the ledger of two neighbouring reports.

    One row a promise; fields as in docs/ledger.md. ``earlier``, ``later``: figures of the report of a year and of the next, as
    the corpus data set holds them; ``plan``, ``review``: the plan of the earlier and the review of the later report.
    """
    promises, figures = (to_statements(found) for found in (find_promises(earlier), find_answers(later)))
    if not promises:
        return []
    chosen, scores, nearest = assign(promises, figures)
    words, wholes = answer_in_words(promises, plan, review), _wholes(promises, chosen)
    return [
        _row(
            row, None if at is None else figures[at], scores[n], words[n], None if near is None else figures[near], at in wholes
        )
        for n, (row, at, near) in enumerate(zip(promises, chosen, nearest, strict=True))
    ]


def _wholes(promises: Sequence[Statement], chosen: Sequence[int | None]) -> frozenset[int]:
    """Return the figures that answer promises of two things, so that each is wider than either."""
    answered = [(row, at) for row, at in zip(promises, chosen, strict=True) if at is not None]
    holders = grouped(answered, itemgetter(1))
    return frozenset(at for at, held in holders.items() if not all(same_thing(held[0][0], row) for row, _ in held))


def assign(
    promises: Sequence[Statement], figures: Sequence[Statement]
) -> tuple[list[int | None], list[float], list[int | None]]:
    """Return for each promise its figure's position, the score of the best that there was, and the position of one just short.

    None where no figure answers, and where none that no promise has falls just short of an answer. Each figure goes to one
    promise, so that the sum of the log odds is largest; a promise of the same thing may share it.
    """
    if not figures:
        return [None] * len(promises), [0.0] * len(promises), [None] * len(promises)
    features, barred = weigh((promises, figures))
    odds = np.where(barred, _BARRED, score(features))
    # Of figures that fit alike, that of the very name, then the first: 财政收入, 其中一般公共预算收入.
    named = np.array([[a.name == b.name for b in figures] for a in promises], dtype=float)
    worth = np.log(odds / (1 - odds)) + 1e-3 * named - 1e-6 * np.arange(len(figures))
    idle = np.full((len(promises), len(promises)), _LEAST)
    taken, at = linear_sum_assignment(np.hstack([worth, idle]), maximize=True)
    chosen: list[int | None] = [None] * len(promises)
    for n, k in zip(taken, at, strict=True):
        chosen[n] = int(k) if k < len(figures) else None
    _share(promises, figures, worth, chosen)
    _offer(promises, figures, chosen)
    scores = [float(odds[n, k] if k is not None else odds[n].max()) for n, k in enumerate(chosen)]
    free = np.where(np.isin(np.arange(len(figures)), [k for k in chosen if k is not None]), 0.0, odds)
    nearest = [int(row.argmax()) if k is None and row.max() >= OPEN else None for k, row in zip(chosen, free, strict=True)]
    return chosen, scores, nearest


def _share(promises: Sequence[Statement], figures: Sequence[Statement], worth: np.ndarray, chosen: list[int | None]) -> None:
    """Give a promise without a figure the one of another that promises the same thing again, or a part of the same whole.

    A whole that the report offers for two parts (篮球场、足球场: 公共球场) stands beside neighbours of one list.
    """
    holders = {k: n for n, k in enumerate(chosen) if k is not None}
    for n, k in enumerate(chosen):
        best = int(worth[n].argmax())
        if k is not None or best not in holders:
            continue
        pair = promises[n], promises[holders[best]]
        again = worth[n, best] > _LEAST and same_thing(*pair)
        # What answers its holder by the very name is no whole of both.
        whole = are_listed(*pair) and both_name(*pair, figures[best]) and not same_thing(pair[1], figures[best])
        if again or (worth[n, best] > _SHARED and whole):
            chosen[n] = best


def _offer(promises: Sequence[Statement], figures: Sequence[Statement], chosen: list[int | None]) -> None:
    """Give a promise of a part the figure of the whole that the report offers in its place."""
    instead = read_rules()["instead"]
    for n, row in enumerate(promises):
        wanted = instead.get(row.thing)
        if chosen[n] is None and wanted:
            fits = (k for k, one in enumerate(figures) if one.thing == wanted and one["measure"] == row["measure"])
            chosen[n] = next(fits, None)


def are_listed(a: Statement, b: Statement) -> bool:
    """Whether two promises stand in one sentence and count in one unit."""
    first, second = sorted((a, b), key=lambda row: (row["line"], row["start"]))
    apart = second["start"] - first["start"]
    near = first["line"] == second["line"] and apart <= min(_LISTED, len(second["before"]))
    alike = first["unit"] == second["unit"] and first["measure"] == second["measure"] == "level"
    return near and alike and "；" not in second["before"][-apart:]


def both_name(a: Statement, b: Statement, outcome: Statement) -> bool:
    """Whether each of two promises has a word of its own that an outcome has, beside those that many things have."""
    plain = word_pattern("generic").sub
    words = [plain("", row.thing) for row in (a, b)]
    whole = plain("", read_phrase(outcome.name + outcome.clause).thing)
    # 省项目 and 市项目: 省市项目.
    return all(pieces(own) & pieces(whole) or (len(own) == 1 and own in whole) for own in words)


def _row(
    promise: Statement, outcome: Statement | None, certain: float, words: Words | None, near: Statement | None, whole: bool
) -> dict[str, Any]:
    out = {name: promise[name] for name in ("doc", *OUTCOME)} | {"label": promise.name}
    out |= {"answer": "silent", "out_doc": "", **{f"out_{name}": None for name in OUTCOME}}
    empty = ("out_number", "out_unit", "out_bound", "out_measure", "out_label", "relation", "verdict", "words")
    out |= dict.fromkeys(empty, "")
    # What falls short of an answer, or is near it, is shown and not judged.
    shown, answer = (outcome, "figure") if outcome is not None else (near if words is None else None, "open")
    if shown is not None:
        relation = relate(promise, shown)
        relation = "scope" if whole and relation == "same" else relation
        verdict = judge(promise, shown, relation) if answer == "figure" and certain >= 1 - DOUBTFUL else "open"
        out |= {"answer": answer, "out_doc": shown["doc"], **{f"out_{name}": shown[name] for name in OUTCOME}}
        out |= {"out_label": shown.name, "relation": relation, "verdict": verdict}
        out |= {"score": round(certain, 3), "words": common_words(promise, shown)}
    elif words is not None:
        out |= {"answer": "words", "verdict": words.verdict, "score": 1.0, "words": words.quoted}
    else:
        out |= {"score": round(1.0 - certain, 3)}
    return out


def common_words(promise: Statement, outcome: Statement) -> str:
    """Return the longest words that promise and outcome have in common, ten characters at most; else how the outcome begins."""
    ours, theirs = (re.sub(r"\s", "", row.name) for row in (promise, outcome))
    found = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    return ours[found.a : found.a + min(found.size, QUOTED)] or read_phrase(theirs).thing[:2]
