"""Targets: how governments set them and what comes of them, over all reports that survive.

`samples` makes one row an area and year, `rounding` reads last digits, `estimates` runs a formula over samples, `facts` and
`shown` make the facts of sentences and the rows of tables. Regressions stand in the notebook.
"""

from xclib.analyses.targets.estimates import (
    across,
    bounds,
    cut,
    dates,
    differenced,
    heap,
    heap_grid,
    heaping,
    heaps,
    shares,
    windows,
)
from xclib.analyses.targets.facts import (
    STRONG,
    about,
    answer,
    asymmetry,
    bunched,
    dated,
    estimands,
    happened,
    headline,
    keyed,
    named,
    ordered,
    planned,
    selected,
    tested,
    watch,
)
from xclib.analyses.targets.samples import (
    KINDS,
    LEVELS,
    Sample,
    coverage,
    digits,
    ends,
    found_later,
    known_parts,
    ladder,
    ladders,
    numbers,
    outcome_parts,
    pairs,
    parts,
    read_sample,
    successive,
    variants,
)
from xclib.analyses.targets.shown import (
    areas_shown,
    explain_gaps,
    followed,
    history,
    map_read,
    marks,
    names,
    quartiles,
    used,
    widest,
    years,
)
