"""What comes of a regression, and what small samples allow: the seed of every draw, the fewest gaps, and what stands out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any

from xclib.economics.formulas import least_squares
from xclib.economics.quantity import Quantity
from xclib.errors import unknown

if TYPE_CHECKING:
    import pandas as pd

#: Seed of every bootstrap, so that a brief says the same each time.
SEED = 20240109
#: Fewer years than this give no interval worth stating.
FEWEST_GAPS = 8
#: Columns of a prediction, ours and those of statsmodels.
_PREDICTED = {"fit": "mean", "low": "mean_ci_lower", "high": "mean_ci_upper", "least": "obs_ci_lower", "most": "obs_ci_upper"}


@dataclass(frozen=True)
class Fit:
    """The result of a regression: each term with its 95% interval."""

    #: As written.
    formula: str
    #: Name of the term to its estimate; the constant is called ``mean`` where it stands alone, else ``Intercept``.
    terms: Mapping[str, Quantity]
    #: Rows used.
    n: int
    #: What errors are clustered by, and how many clusters there are.
    clusters: Mapping[str, int]
    #: Of the residuals in the order of the years, or of the rows where these have no ``period``: near 2 without serial
    #: correlation; NaN of a panel, and where a year is missing, since residuals beside the gap are no neighbours.
    durbin_watson: float = math.nan
    _made: Any = field(default=None, repr=False, compare=False)

    def __getitem__(self, term: str) -> Quantity:
        if term not in self.terms:
            raise unknown("term", term, list(self.terms), where=self.formula)
        return self.terms[term]

    def named(self, formula: str, errors: str) -> Fit:
        """Return the same under a formula as a reader wrote it, which each term then shows with the kind of errors."""
        basis = least_squares(formula, errors)
        return replace(self, formula=formula, terms={name: replace(of, basis=basis) for name, of in self.terms.items()})

    def excludes(self, term: str, value: float = 0.0) -> bool:
        """Whether the interval of a term excludes a value."""
        return not self[term].low <= value <= self[term].high

    def predict(self, data: pd.DataFrame) -> pd.DataFrame:
        """Return rows with predictions: ``fit``, the 95% band of the mean, and that of a single observation.

        The band of the mean is ``low`` to ``high``, that of an observation ``least`` to ``most``; neither is a forecast.
        """
        found = self._made.get_prediction(data).summary_frame(alpha=0.05)
        return data.assign(**{name: found[column].to_numpy() for name, column in _PREDICTED.items()})

    def table(self) -> pd.DataFrame:
        """Return the terms as a frame, one row each."""
        import pandas as pd

        rows = {name: {k: getattr(q, k) for k in ("value", "low", "high")} for name, q in self.terms.items()}
        return pd.DataFrame.from_dict(rows, orient="index").assign(n=self.n)

    def _repr_html_(self) -> str:
        return f"<p><code>{escape(self.formula)}</code></p>{self.table().round(3).to_html()}"

    def __repr__(self) -> str:
        return f"{self.formula}\n{self.table().round(3)}"


def usual_ones(values: Sequence[float]) -> list[bool]:
    """Return which values lie within three scaled median absolute deviations of the median; the rest are outliers.

    ``|x - median| <= 3 × 1.4826 × MAD``; the factor makes MAD the standard deviation of a normal sample (Iglewicz and
    Hoaglin, How to Detect and Handle Outliers, 1993). Unlike mean and standard deviation, neither is drawn by the outliers.

    >>> usual_ones([0.1, 0.2, 0.0, -4.8])
    [True, True, True, False]
    """
    from statistics import median

    if not values:
        return []
    middle = median(values)
    off = [abs(v - middle) for v in values]
    return [o <= 3 * 1.4826 * median(off) for o in off]
