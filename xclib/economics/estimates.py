"""What small samples allow: the seed of every draw, the fewest gaps that are estimated from, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence

#: Seed of every bootstrap, so that a brief says the same each time.
SEED = 20240109
#: Fewer years than this give no interval worth stating.
FEWEST_GAPS = 8


def usual_ones(values: Sequence[float], *, limit: float = 3.0) -> list[bool]:
    """Return which values lie within ``limit`` scaled median absolute deviations of the median; the rest are outliers.

    ``|x - median| <= limit × 1.4826 × MAD``; the factor makes MAD the standard deviation of a normal sample (Iglewicz and
    Hoaglin, How to Detect and Handle Outliers, 1993). Unlike mean and standard deviation, neither is drawn by the outliers.

    >>> usual_ones([0.1, 0.2, 0.0, -4.8])
    [True, True, True, False]
    """
    from statistics import median

    if not values:
        return []
    middle = median(values)
    off = [abs(v - middle) for v in values]
    return [o <= limit * 1.4826 * median(off) for o in off]
