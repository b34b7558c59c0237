"""Targets: how governments set them and what comes of them, over all reports that survive.

Modules follow the question: `samples` makes one row an area and year, `levels`, `amplification`, `rounding`, `hedges`,
`misses` and `feedback` estimate, `places` finds one area in it, `captions` and `shown` say it. The econometrics is that of
`xclib.economics.panel_models`.
"""

from xclib.analyses.targets.amplification import STEPS, control_steps, estimate_step
from xclib.analyses.targets.amplification import by_year as steps_by_year
from xclib.analyses.targets.captions import (
    control_claim,
    exact_claim,
    feedback_claims,
    found_claim,
    gap_claims,
    heaping_claim,
    hedge_claims,
    level_claims,
    missed_claim,
    missed_short,
    short_feedback,
    step_claim,
    step_details,
    steps_short,
    theory_claim,
)
from xclib.analyses.targets.feedback import feedback
from xclib.analyses.targets.hedges import by_level as hedges_by_level
from xclib.analyses.targets.hedges import by_year as hedges_by_year
from xclib.analyses.targets.hedges import changes as hedge_changes
from xclib.analyses.targets.levels import national, quartiles
from xclib.analyses.targets.misses import at_target, regressions, shares, widest
from xclib.analyses.targets.misses import by_year as gaps_by_year
from xclib.analyses.targets.misses import change as share_change
from xclib.analyses.targets.places import areas_above, history, lines, named, names_of, own_target, place_claim, widest_rows
from xclib.analyses.targets.rounding import digits, heaping, numbers
from xclib.analyses.targets.samples import KINDS, LEVELS, Sample, coverage, found_later, ladder, pairs, read_sample, successive
from xclib.analyses.targets.scenes import split_scene, split_years
from xclib.analyses.targets.shown import (
    coverage_rows,
    feedback_rows,
    headline,
    hedge_level_rows,
    hedge_rows,
    marks,
    robust_rows,
    share_rows,
    step_rows,
    year_rows,
)
from xclib.analyses.targets.words import how, of_unit, say, word

__all__ = [
    "KINDS",
    "LEVELS",
    "STEPS",
    "Sample",
    "areas_above",
    "at_target",
    "control_claim",
    "control_steps",
    "coverage",
    "coverage_rows",
    "digits",
    "estimate_step",
    "exact_claim",
    "feedback",
    "feedback_claims",
    "feedback_rows",
    "found_claim",
    "found_later",
    "gap_claims",
    "gaps_by_year",
    "headline",
    "heaping",
    "heaping_claim",
    "hedge_changes",
    "hedge_claims",
    "hedge_level_rows",
    "hedge_rows",
    "hedges_by_level",
    "hedges_by_year",
    "history",
    "how",
    "ladder",
    "level_claims",
    "lines",
    "marks",
    "missed_claim",
    "missed_short",
    "named",
    "names_of",
    "national",
    "numbers",
    "of_unit",
    "own_target",
    "pairs",
    "place_claim",
    "quartiles",
    "read_sample",
    "regressions",
    "robust_rows",
    "say",
    "share_change",
    "share_rows",
    "shares",
    "short_feedback",
    "split_scene",
    "split_years",
    "step_claim",
    "step_details",
    "step_rows",
    "steps_by_year",
    "steps_short",
    "successive",
    "theory_claim",
    "widest",
    "widest_rows",
    "word",
    "year_rows",
]
