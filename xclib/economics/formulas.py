"""How numbers were computed: the ``basis`` of what `derived`, `estimates` and `fits` return, one line a method.

Pages show it in their language: `xclib.words.numbers`.
"""

from __future__ import annotations

#: What is left open around a number that a source prints.
ROUNDING = "printed number ± half a unit of its last digit"
ABOUT = "what the words beside the printed number leave open, by convention"
BOUND = "the end that the words beside the printed number set"
LEFT_OPEN = (ROUNDING, ABOUT, BOUND)
#: What a reader of a notebook may set.
PARAMETER = "parameters of this brief, an assumption and no estimate"
REBASED = "level on the later census base / level of the same year as stated then − 1"
STANDARD = "limit of the national standard that applies to the year"
NAIVE = "level / (1 + real growth), which would hold at unchanged prices only"
OLS_LOG = "ordinary least squares of the logarithm of value on year: exp(slope) − 1; 95% interval by Student's t"
WITHOUT_ONE = "the same line without one year each: least and greatest slope"
SET = "set − outcome"
CITY = "own value − value of the city in the same year"
USED = "outcome / figure set"
QUARTILES = "median and quartiles of the values printed in the corpus"
MEDIAN_RATIO = "median of promised / delivered over the pairs counted; its ends are the medians of the ends"
PREDICTED = "the fitted line at that year; 95% interval of a single observation, no forecast"
OFF = "outcome − target"
RATIO = "promised / delivered"
CLAIMED = "said to be met / all, as the report counts them"
LISTED = "indicators of the list whose rows all have a number"
CHANGE = "promised / delivered − 1; of rates promised − delivered"
DEFLATED = "(1 + income growth) / (1 + rise of consumer prices) − 1"
SPANNED = "least and greatest of the sources that state the year"
SUM = "sum of the parts"
VERDICT = "pairs whose promise surely lies below, at or above what was delivered"
PLACE = "areas of the sample that surely lie on each side, and those that rounding and words leave open"
DURBIN = "Durbin-Watson statistic of the residuals: near 2 without serial correlation"
TWO_FITS = "difference of the two fits"
COUNTED = "rows of the plan table that have a number of their own"
SHARE = "share of rows; Wilson interval on the clustered sample"
WILSON = "share of rows; Wilson interval, rows as independent"
BOOTSTRAP = "share of rows; bootstrap of whole provinces"
TIMES = "count / count of a smooth distribution with heaps at round distances; bootstrap of whole provinces"
MEANS = "mean of yearly means"
BOUNDS = "missed among all targets: none, and then all, of those whose outcome is not known"
SHIFT = "means of the years before and since the shift that least squares dates"
PART = "mean of the years on one side of the shift that least squares dates; 95% interval of Student's t, years independent"
NAMED = "median and quartiles of the numbers that targets of the year name"
#: Of revenue: what a comparable basis is taken to adjust, and what a ratio takes from where.
ADJUSTED = "base × (1 + comparable growth); assumes that the basis adjusts its year and not the year before"
LESS_BOOKED = "comparable level − level as booked; same assumption"
OVER_ADJUSTED = "level / comparable level − 1; same assumption, and nothing of the kind to adjust this year"
BUOYANCY_TWO = (
    "mean growth of revenue over two years / the same of GDP at constant prices: free of last year's base, prices are in it"
)
LOWEST = "base × (1 + growth), both at the lowest that the printed numbers allow"
REPEATED = "base × (1 + growth) to the power of the years"
BY_BUOYANCY = "growth of output × ratio of growth rates"
ONE_PAGE = "growth of revenue / growth of output, both from one page"
PART_ASSUMED = "part / whole; assumes that the one is part of the other"
ENDS = "lowest and highest of the years"
POINTS = "difference of two rates; its ends are those of the intervals: low − high to high − low"


def least_squares(formula: str, errors: str) -> str:
    """Return the basis of a term of a regression.

    >>> least_squares("outcome ~ target", "HC3")
    'ordinary least squares: outcome ~ target; 95% interval, HC3 errors'
    """
    return f"ordinary least squares: {formula}; 95% interval, {errors} errors"


def left_open(bound: str) -> str:
    """Return what an interval around a printed number rests on, by the bound that its words set.

    >>> left_open("~") == ABOUT
    True
    """
    return {"=": ROUNDING, "~": ABOUT}.get(bound, BOUND)
