"""Environment: the year's PM2.5 and its course, water, green space, waste, energy, binding indicators. Frames, no sentences."""

from xclib.analyses.environment.air import UNIT, claim, judge, limit, own_aims, state
from xclib.analyses.environment.course import (
    ahead,
    chain_back,
    checks,
    choose,
    models,
    observed,
    one_a_year,
    pace,
    path,
    rebounds,
    samples,
    since,
    slowing,
    starts,
    statements,
    trend,
    usable,
)
from xclib.analyses.environment.findings import coming, happened, headline, planned, watch
from xclib.analyses.environment.places import beside, elsewhere, gaps, levels, named, per_head, widened
from xclib.analyses.environment.plan import binding, count_numbers, drawn, plan_rows, promises, ratio, sorted_promises
from xclib.analyses.environment.subjects import fell_short, limits, notes, on_topic, questions, subject_of, water
