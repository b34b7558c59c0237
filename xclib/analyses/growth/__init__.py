"""Growth: what level and rate state, what prices and revisions leave open, what drove it. Frames in, frames and claims out.

Frames in are those of `xclib.series` (canonical units) or `xclib.figures`. Frames out hold a number as ``x_value``, ``x_low``,
``x_high`` and in words as ``x``, with ``x_url`` where a page states it; ``says`` names the sentence that the data chose.
"""

from xclib.analyses.growth.drivers import driver_caption, driver_claims, drivers, used
from xclib.analyses.growth.findings import findings, headline, watch_bound, watch_break
from xclib.analyses.growth.frames import best, cells, is_range, money, outcomes
from xclib.analyses.growth.peers import beside, covered, grade_claim, standing
from xclib.analyses.growth.real import (
    HEAD,
    VINTAGES,
    account_claims,
    account_marks,
    accounts,
    headline_table,
    span_claim,
    state,
)
from xclib.analyses.growth.scenes import price_scene
from xclib.analyses.growth.targets import fit_gaps, gap_bars, gap_claims, gaps, level_claim, path, usual, volume_index
from xclib.analyses.growth.vintages import breaks, breaks_claim, statements
from xclib.analyses.growth.words import plain, say, word
from xclib.rows import records

__all__ = [
    "HEAD",
    "VINTAGES",
    "account_claims",
    "account_marks",
    "accounts",
    "beside",
    "best",
    "breaks",
    "breaks_claim",
    "cells",
    "covered",
    "driver_caption",
    "driver_claims",
    "drivers",
    "findings",
    "fit_gaps",
    "gap_bars",
    "gap_claims",
    "gaps",
    "grade_claim",
    "headline",
    "headline_table",
    "is_range",
    "level_claim",
    "money",
    "outcomes",
    "path",
    "plain",
    "price_scene",
    "records",
    "say",
    "span_claim",
    "standing",
    "state",
    "statements",
    "used",
    "usual",
    "volume_index",
    "watch_bound",
    "watch_break",
    "word",
]
