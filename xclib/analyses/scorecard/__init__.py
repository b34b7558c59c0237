"""The plan as a whole: its indicators, what of them can be checked, what does not fit in print, how ambitious promises are.

Frames in are those of `xclib.plan`, `xclib.figures`, `xclib.series`, `xclib.pairs` and `xclib.select.remarks`. Frames out
hold a number in words with its page in the column of the same name and ``_url``. The data choose the sentences.
"""

from xclib.analyses.scorecard.ambition import by_grade, by_topic, pair_rows, ratio_rows, weigh
from xclib.analyses.scorecard.audit import audit, audit_rows, by_number, claim_of, judge, tally
from xclib.analyses.scorecard.oddities import oddities
from xclib.analyses.scorecard.others import other_sentence, others_sentence, read_growth, steps
from xclib.analyses.scorecard.pair_words import note, plain, trap_claim
from xclib.analyses.scorecard.plan import by_dimension, numbered, plan_rows
from xclib.analyses.scorecard.story import (
    ambition_sentence,
    checked_sentence,
    claim_sentence,
    coincidence,
    findings,
    headline,
    kinds_told,
    plan_sentence,
    reason_sentences,
    targets_sentence,
    tiles,
    used,
    yardstick_sentence,
)
from xclib.analyses.scorecard.words import listing, word
from xclib.rows import records

__all__ = [
    "ambition_sentence",
    "audit",
    "audit_rows",
    "by_dimension",
    "by_grade",
    "by_number",
    "by_topic",
    "checked_sentence",
    "claim_of",
    "claim_sentence",
    "coincidence",
    "findings",
    "headline",
    "judge",
    "kinds_told",
    "listing",
    "note",
    "numbered",
    "oddities",
    "other_sentence",
    "others_sentence",
    "pair_rows",
    "plain",
    "plan_rows",
    "plan_sentence",
    "ratio_rows",
    "read_growth",
    "reason_sentences",
    "records",
    "steps",
    "tally",
    "targets_sentence",
    "tiles",
    "trap_claim",
    "used",
    "weigh",
    "word",
    "yardstick_sentence",
]
