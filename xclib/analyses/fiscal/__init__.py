"""Public finance: revenue, its levels of government, what it bears, and what is asked of it. Frames and facts, no sentences.

地方级 is what an area yields to the local levels of government together, 区级 what is booked to the district alone; the two
never mix here. Revenue is nominal, so that its growth may divide its level; growth of output at constant prices may not.
"""

from xclib.analyses.fiscal.areas import alike, beside, both_bases, neighbours, parent, placed
from xclib.analyses.fiscal.books import books
from xclib.analyses.fiscal.budget import Budget, read_budget
from xclib.analyses.fiscal.findings import base, buoyancy, comparable, happened, levels, limits, planned, rebased, target, watch
from xclib.analyses.fiscal.money import absent, kinds, largest, marks, rules, support, used
from xclib.analyses.fiscal.money import planned as in_plan
from xclib.analyses.fiscal.numbers import BASE, LEVELS, OUTPUT, derived, known, listed
from xclib.analyses.fiscal.outlook import assumed, by_growth, fan, scenarios
from xclib.analyses.fiscal.ratios import elasticities, falls, ranked, retained, slope, spans
from xclib.analyses.fiscal.targets import long, mean_gap, points, record, targets_left, targets_met
from xclib.analyses.fiscal.years import chain_of, drawn, growth_path, history, joined
