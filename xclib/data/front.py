"""Queries of the front door: figures, series, context, areas and indicators, all with the same leading columns.

`xclib.data.select` answers with the tables as they are stored; here numbers are in one unit a quantity, years are integers, and
areas go by code or by name, so that any two frames merge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xclib.data import names, select, store
from xclib.data.columns import order
from xclib.data.rows import best_stated
from xclib.model.units import printed_unit

if TYPE_CHECKING:
    import pandas as pd


def _from_figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return stored figures in canonical units, with the last year of their period; ``span`` keeps the whole period."""
    places = store.load()["reports"].set_index("report_id")["area_zh"]
    own = frame["factor"] == 1
    return order(
        select.to_statements(frame).assign(
            area=frame["report_id"].map(places),
            unit=frame["unit"].where(own, frame["unit_code"].map(printed_unit)),
            factor=1.0,
            span=frame["period"],
            period=frame["period"].str.extract(r"(\d{4})\D*$", expand=False).astype("Int64"),
        )
    )


def figures(
    report: str | None = None,
    *,
    area: str | None = None,
    topic: str | None = None,
    status: str | None = None,
    indicator: str | None = None,
    part: str | None = None,
    period: int | str | None = None,
) -> pd.DataFrame:
    """Return the figures of a report as a tidy frame, one row a figure.

    Parameters
    ----------
    report : str, optional
        Report id, as ``cn-110102-plan-2024``; all reports where not given.
    area : str, optional
        Keep one area: its GB/T 2260 code, or its name in Chinese or English.
    topic, status, indicator, part : str, optional
        Keep the rows of one topic, observation status, indicator or part of the report.
    period : int or str, optional
        Keep the rows of one year, or of one span as ``span`` has it.

    Returns
    -------
    DataFrame
        `xclib.data.columns.COLUMNS`, then those of the table ``figures`` in docs/data-dictionary.md. ``value``, ``low`` and
        ``high`` are in ``unit_code``; ``as_printed`` is the number with its unit in the report. ``period`` is a year, of a
        span its last one; ``span`` is the whole.

    Raises
    ------
    UnknownNameError
        A report, area, topic, status, indicator or part that does not exist.

    Examples
    --------
    >>> figures("cn-110102-plan-2024", indicator="gdp_growth", status="actual")["value"].tolist()
    [5.8]
    """
    found = select.figures(report, topic=topic, status=status, indicator=indicator, part=part, period=period)
    if area is not None:
        found = found[found["area_code"] == names.check_code(area)].reset_index(drop=True)
    return _from_figures(found)


def figure(
    report: str, *, indicator: str, status: str = "actual", period: int | str | None = None, part: str | None = None
) -> pd.Series[Any] | None:
    """Return the one figure that states an indicator best, or None where the report does not state it.

    A figure with an exact value is preferred to a bound, a body figure to one of the annex, an earlier to a later one.

    Parameters
    ----------
    report : str
        Report id.
    indicator : str
        Code of the catalogue.
    status : {'actual', 'target', 'rule'}
        Observation status.
    period : int or str, optional
        Year.
    part : str, optional
        Part of the report.

    Returns
    -------
    Series or None
        One row of `figures`.

    Examples
    --------
    >>> figure("cn-110102-plan-2024", indicator="revenue_local_level")["number"]
    '1012.9亿'
    """
    import pandas as pd

    best = best_stated(figures(report, indicator=indicator, status=status, period=period, part=part))
    return None if best is None else pd.Series(best, dtype=object)


def search(text: str, *, report: str | None = None) -> pd.DataFrame:
    """Return the figures whose label, scope, indicator or context holds a text, in Chinese or English.

    Parameters
    ----------
    text : str
        Any part of a label, of an indicator's name in either language, or of the context.
    report : str, optional
        Search one report.

    Returns
    -------
    DataFrame
        Rows of `figures`; label hits come first.

    Examples
    --------
    >>> search("养老")["label"].iloc[0]
    '养老服务机构'
    """
    return _from_figures(select.search(text, report=report))


def context(
    indicator: str | None = None, *, area: str | None = None, period: int | str | None = None, part_year: bool = False
) -> pd.DataFrame:
    """Return sourced figures from other pages.

    Parameters
    ----------
    indicator : str, optional
        Code of the catalogue.
    area : str, optional
        GB/T 2260 code, as ``110000`` for Beijing, or a name.
    period : int or str, optional
        Year.
    part_year : bool
        Whether to keep figures that cover only some months.

    Examples
    --------
    >>> context("gdp", area="西城", period=2022)["as_printed"].tolist()
    ['5700.1亿元', '5600亿元']
    >>> len(context("gdp", area="Xicheng District", period="2022"))
    2
    """
    return _of_places(select.facts(indicator, area=area, period=period, part_year=part_year))


def series(indicator: str, area: str, *, status: str | None = None) -> pd.DataFrame:
    """Return all statements of an indicator for an area, across reports and other sources.

    Nothing is averaged and no vintage is chosen: where two sources state one year, both rows are there.

    Parameters
    ----------
    indicator : str
        Code of the catalogue.
    area : str
        GB/T 2260 code, or a name in Chinese or English.
    status : {'actual', 'preliminary', 'target'}, optional
        Keep one status.

    Returns
    -------
    DataFrame
        Sorted by year, then by grade of the source; values in the indicator's canonical unit. ``origin`` is the report id,
        or ``context``.

    Examples
    --------
    >>> series("gdp", area="110102").query("period == 2023")[["low", "high"]].values.tolist()
    [[600000000000.0, inf]]
    """
    return _of_places(select.series(indicator, area, status=status))


def _of_places(frame: pd.DataFrame) -> pd.DataFrame:
    return order(frame.assign(area=frame["area_zh"]))


def areas() -> pd.DataFrame:
    """Return the areas that have figures or context: code, and names in Chinese and English.

    Examples
    --------
    >>> areas().set_index("area_code").loc["110102", "area_en"]
    'Xicheng District'
    """
    import pandas as pd

    tables = store.load()
    columns = ["area_code", "area_zh", "area_en"]
    both = pd.concat([tables["reports"][columns], tables["context"][columns]])
    return both.drop_duplicates("area_code").sort_values("area_code").rename(columns={"area_zh": "area"}).reset_index(drop=True)


def indicators(topic: str | None = None) -> pd.DataFrame:
    """Return the catalogue of indicators: code, names, topic, measure, unit, direction and price basis.

    Parameters
    ----------
    topic : str, optional
        Keep one topic.

    Examples
    --------
    >>> indicators("growth").set_index("indicator").loc["gdp_growth", "price_basis"]
    'constant'
    """
    from xclib.model.indicators import check_topic

    found = store.load()["indicators"]
    return (found if topic is None else found[found["topic"] == check_topic(topic)]).reset_index(drop=True)
