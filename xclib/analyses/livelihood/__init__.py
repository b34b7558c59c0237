"""Livelihood: what is stated in each field, what was delivered and is promised, jobs and income. Frames, no sentences."""

from xclib.analyses.livelihood.fields import FIELDS, by_field, field_of, on_topic
from xclib.analyses.livelihood.findings import happened, headline, limits, planned, watch
from xclib.analyses.livelihood.income import STEPS, in_step, long, panel_pairs, runs, steps_counted, ties, trend, vintage_run
from xclib.analyses.livelihood.jobs import UNEMPLOYMENT, cap_history, caps, histories, statements
from xclib.analyses.livelihood.pairs import (
    GRADES,
    VERDICTS,
    by_grade,
    count_verdicts,
    drawn,
    examples,
    judge_pairs,
    lean,
    levels_from_growth,
    unmatched,
    used,
    verdict,
    ways,
)
from xclib.analyses.livelihood.people import childcare, hotline, parent_of, per_head, population
from xclib.analyses.livelihood.plan import annex, annex_facts, denominators
