"""Public finance: revenue, its levels of government, what it bears, and what is asked of it. Frames and facts, no sentences.

地方级 is what an area yields to the local levels of government together, 区级 what is booked to the district alone; the two
never mix here. Revenue is nominal, so that its growth may divide its level; growth of output at constant prices may not.
"""

from xclib.analyses.fiscal.budget import Budget, chain_of, growth_path, history, joined, read_budget
from xclib.analyses.fiscal.money import absent, books, kinds, rules, support, used
from xclib.analyses.fiscal.money import planned as in_plan
from xclib.analyses.fiscal.numbers import (
    BASE,
    LEVELS,
    OUTPUT,
    alike,
    among,
    base,
    beside,
    buoyancy,
    by_year,
    comparable,
    derived,
    happened,
    known,
    levels,
    listed,
    neighbours,
    parent,
    placed,
    planned,
    target,
    watch,
)
from xclib.analyses.fiscal.targets import (
    aimed,
    assumed,
    by_growth,
    chosen,
    elasticities,
    falls,
    fan,
    mean_gap,
    ranked,
    record,
    retained,
    scenarios,
    spans,
    targets_left,
    targets_met,
)
