"""The trend from another first year: how much of it is the choice of the sample."""

from __future__ import annotations

from functools import partial

import pandas as pd

from xclib import charts
from xclib.analyses.environment.course import FEWEST, draw_line, model_rows, one_a_year, read_course
from xclib.analyses.environment.findings import find_course
from xclib.analyses.environment.words import UG
from xclib.explore import Scene
from xclib.present import told as sentences
from xclib.style import Lang
from xclib.wording import pick


def first_years(rows: pd.DataFrame, first: int, last: int) -> list[int]:
    """Return the years from which a trend can start: those stated that leave enough years to fit.

    Parameters
    ----------
    rows : DataFrame
        Statements of the level.
    first, last : int
        Years to fit at most.

    Examples
    --------
    >>> first_years(pd.DataFrame({"period": range(2018, 2024), "status": "actual", "bound": "=", "grade": "A"}), 2018, 2023)
    [2018, 2019, 2020]
    """
    years = one_a_year(rows, first, last)["period"].astype(int).tolist()
    return years[: max(0, len(years) - FEWEST + 1)]


def trend_scene(rows: pd.DataFrame, changes: pd.DataFrame, last: int, name: str, first: int, *, lang: Lang) -> Scene | None:
    """Draw the trend of an area's air if it is fitted from another first year.

    Parameters
    ----------
    rows, changes : DataFrame
        Statements of the level and of its yearly change.
    last : int
        Last year to fit.
    name : str
        Of the area.
    first : int
        First year to fit.
    lang : {'zh', 'en'}
        Language.

    Returns
    -------
    Scene or None
        None where too few years are left.

    Examples
    --------
    >>> import xclib as xc
    >>> rows = xc.facts("pm25", area="110000")
    >>> trend_scene(rows, rows.head(0), 2023, "Beijing", 2020, lang="en").row["n"]
    '4'
    """
    # Years that are implied, and not stated, change the line with the first year: they stay out here.
    course = read_course(rows, changes.head(0), first, last)
    if not course.fitted:
        return None
    unit = pick(lang, UG, "µg/m³")
    line, rate = model_rows(course.models[course.models["sample"] == "stated"], lang)
    chart = partial(charts.draw_trend, course.observed, draw_line(course), lang=lang, unit=unit)
    row = {"first": str(first), "n": line["n"]} | {"line": line["rate"], "line_span": line["interval"]}
    said = sentences(find_course(course, name, lang), lang=lang)
    return Scene(chart, said, row | {"rate": rate["rate"], "rate_span": rate["interval"]})
