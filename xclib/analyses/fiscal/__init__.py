"""The fiscal brief's analysis: revenue, its levels of government, what it bears, and what is asked of it.

地方级 is what an area yields to the local levels of government together, 区级 what is booked to the district alone; the two
never mix here. Revenue is nominal, so that its growth may divide its level; growth of output at constant prices may not.
"""

from xclib.analyses.fiscal.areas import neighbours
from xclib.analyses.fiscal.asides import missing, say_comparable, say_heads, say_parent, say_rebased
from xclib.analyses.fiscal.budget import Budget, read_budget
from xclib.analyses.fiscal.captions import (
    caption_areas,
    caption_fan,
    caption_growth,
    caption_history,
    caption_levels,
    caption_ratios,
    caption_retained,
    caption_support,
)
from xclib.analyses.fiscal.findings import (
    headline,
    say_base,
    say_buoyancy,
    say_levels,
    say_rules,
    say_support,
    say_target,
)
from xclib.analyses.fiscal.frames import (
    frame_areas,
    frame_growth,
    frame_history,
    frame_levels,
    frame_past,
    frame_ratios,
    frame_retained,
    frame_support,
)
from xclib.analyses.fiscal.money import rules, split_by_size, support
from xclib.analyses.fiscal.numbers import derive
from xclib.analyses.fiscal.opening import findings
from xclib.analyses.fiscal.outlook import fan, scenarios
from xclib.analyses.fiscal.ratios import elasticities, retained
from xclib.analyses.fiscal.record import caption_targets
from xclib.analyses.fiscal.scenes import output_scene
from xclib.analyses.fiscal.shown import (
    paragraph,
    show_areas,
    show_derived,
    show_history,
    show_pairs,
    show_plan,
    show_rules,
    show_scenarios,
    show_support,
    show_targets,
    used,
)
from xclib.analyses.fiscal.targets import targets_left, targets_met
from xclib.analyses.fiscal.words import money_unit, scaled, word
from xclib.analyses.fiscal.years import growth_path, history

__all__ = [
    "Budget",
    "caption_areas",
    "caption_fan",
    "caption_growth",
    "caption_history",
    "caption_levels",
    "caption_ratios",
    "caption_retained",
    "caption_support",
    "caption_targets",
    "derive",
    "elasticities",
    "fan",
    "findings",
    "frame_areas",
    "frame_growth",
    "frame_history",
    "frame_levels",
    "frame_past",
    "frame_ratios",
    "frame_retained",
    "frame_support",
    "growth_path",
    "headline",
    "history",
    "missing",
    "money_unit",
    "neighbours",
    "output_scene",
    "paragraph",
    "read_budget",
    "retained",
    "rules",
    "say_base",
    "say_buoyancy",
    "say_comparable",
    "say_heads",
    "say_levels",
    "say_parent",
    "say_rebased",
    "say_rules",
    "say_support",
    "say_target",
    "scaled",
    "scenarios",
    "show_areas",
    "show_derived",
    "show_history",
    "show_pairs",
    "show_plan",
    "show_rules",
    "show_scenarios",
    "show_support",
    "show_targets",
    "split_by_size",
    "support",
    "targets_left",
    "targets_met",
    "used",
    "word",
]
