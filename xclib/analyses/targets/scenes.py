"""The sample cut at another year: how much of "missed more often since" is the choice of the year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from xclib.analyses.targets.captions import missed_claim
from xclib.analyses.targets.misses import change, shares
from xclib.analyses.targets.shown import part_names
from xclib.analyses.targets.words import percent, tell
from xclib.charts import standard as charts
from xclib.charts.explore import Scene
from xclib.charts.style import Lang
from xclib.data.rows import records
from xclib.html.present import told as sentences
from xclib.words.wording import pick

#: Years that are left on either side of a cut.
SIDE = 4


def split_years(rows: pd.DataFrame) -> list[int]:
    """Return the years at which a sample can be cut, with some left on either side.

    Parameters
    ----------
    rows : DataFrame
        As `pairs` returns them.

    Examples
    --------
    >>> split_years(pd.DataFrame({"period": range(2010, 2020)}))
    [2014, 2015, 2016]
    """
    years = sorted(set(rows["period"].astype(int)))
    return years[SIDE : max(SIDE, len(years) - SIDE + 1)]


def split_scene(
    rows: pd.DataFrame, levels: Sequence[str], unusual: Sequence[int], worse: str, split: int, *, lang: Lang
) -> Scene | None:
    """Draw the shares of targets missed before and since a year.

    Parameters
    ----------
    rows : DataFrame
        As `pairs` returns them, of the levels asked for.
    levels : sequence of str
        The levels.
    unusual : sequence of int
        Years left out of the change within areas.
    worse : str
        Which side of a target is worse, from the sample.
    split : int
        First year of the later part.
    lang : {'zh', 'en'}
        Language.

    Returns
    -------
    Scene or None
        None where the sample is too small for either part.

    Examples
    --------
    >>> import xclib as xc
    >>> from xclib.analyses.targets import pairs, read_sample
    >>> data = read_sample(xc.panel(), "gdp_growth")
    >>> scene = split_scene(data.local(pairs(data)), data.levels, [2020], data.worse, 2014, lang="en")
    >>> scene.row["split"], scene.row["early"] < scene.row["late"]
    ('2014', True)
    """
    found = shares(rows, levels, split=split, unusual=unusual)
    by = {r["name"]: r["missed"] for r in records(found)}
    if not all(name in by and by[name].known for name in ("early", "late")):
        return None
    names, moved = part_names(split, lang), change(rows, split=split, unusual=unusual)
    marks = [
        {"label": names.get(name, pick(lang, "全部", "All")), "value": 100 * by[name].value}
        | {"low": 100 * by[name].low, "high": 100 * by[name].high}
        for name in ("all", "early", "late")
    ]
    chart = partial(
        charts.draw_intervals,
        pd.DataFrame(marks).round(1),
        lang=lang,
        unit="%",
        title=pick(lang, "未达到的目标占比", "Share of targets missed"),
    )
    row = {"split": str(split), "early": percent(by["early"], lang), "late": percent(by["late"], lang)}
    row |= {"change": tell(moved, lang, of=100, decimals=0)}
    return Scene(chart, sentences(missed_claim(found, moved, worse, split, lang), lang=lang), row)
