"""Questions to the stored tables: reports, figures, plan, pairs, context, series, areas, indicators, and a figure's source.

Numbers are in one unit a quantity, years are integers, and all frames have the same leading columns, so that any two merge;
``stored=True`` leaves the rows as they are in the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from xclib.data import store
from xclib.data.names import GRADES, NATURES, PARTS, SERIES_STATUSES, STATUSES, check_area, check_code, one_of
from xclib.data.rows import best_stated, order
from xclib.errors import unknown
from xclib.model.codes import looks_back
from xclib.model.figure import RECORD
from xclib.model.indicators import check_indicator, check_topic
from xclib.model.sources import Source
from xclib.model.units import printed_unit

if TYPE_CHECKING:
    import pandas as pd


def reports() -> pd.DataFrame:
    """Return the register of reports.

    Examples
    --------
    >>> "cn-110102-plan-2024" in set(reports()["report_id"])
    True
    """
    return store.load()["reports"].copy()


def report(report: str) -> pd.Series[Any]:
    """Return one report of the register.

    Parameters
    ----------
    report : str
        Report id.

    Raises
    ------
    UnknownNameError
        Unknown report; similar ids are suggested.

    Examples
    --------
    >>> report("cn-110102-plan-2024")["area_en"]
    'Xicheng District'
    """
    store.report_row(report)
    register = reports()
    return register.set_index("report_id", drop=False).iloc[register["report_id"].tolist().index(report)]


def _keep(frame: pd.DataFrame, **wanted: str | None) -> pd.DataFrame:
    """Return the rows whose columns hold what is wanted; None wants nothing."""
    kept = [frame[column].astype(str) == value for column, value in wanted.items() if value is not None]
    return (frame[reduce(and_, kept)] if kept else frame).reset_index(drop=True)


def _to_statements(rows: pd.DataFrame) -> pd.DataFrame:
    """Return stored figures as statements: in canonical units, with vintage, grade and id as other sources have them."""
    return rows.assign(
        **{column: rows[column] * rows["factor"] for column in ("value", "value_high", "low", "high")},
        vintage=rows["status"].map({"target": "target"}).fillna("first"),
        grade="A",
        as_printed=rows["number"] + rows["unit"],
        id=rows["figure_id"],
    )


def _from_figures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return stored figures in canonical units, with the last year of their period; ``span`` keeps the whole period."""
    places = store.load()["reports"].set_index("report_id")["area_zh"]
    own = frame["factor"] == 1
    return order(
        _to_statements(frame).assign(
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
    stored: bool = False,
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
    stored : bool
        Whether to leave the rows as they are stored: values with the printed unit, periods as text.

    Returns
    -------
    DataFrame
        `xclib.data.rows.COLUMNS`, then those of the table ``figures`` in docs/data-dictionary.md. ``value``, ``low`` and
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
    if report is not None:
        store.report_row(report)
    found = _keep(
        store.load()["figures"],
        report_id=report,
        topic=topic and check_topic(topic),
        status=one_of("status", status, STATUSES),
        indicator=indicator and check_indicator(indicator).code,
        part=one_of("part", part, PARTS),
        period=None if period is None else str(period),
        area_code=None if area is None else check_code(area),
    )
    return found if stored else _from_figures(found)


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


def search(text: str, *, report: str | None = None, stored: bool = False) -> pd.DataFrame:
    """Return the figures whose label, scope, indicator or context holds a text, in Chinese or English.

    Parameters
    ----------
    text : str
        Any part of a label, of an indicator's name in either language, or of the context.
    report : str, optional
        Search one report.
    stored : bool
        As of `figures`.

    Returns
    -------
    DataFrame
        Rows of `figures`; label hits come first.

    Examples
    --------
    >>> search("养老")["label"].iloc[0]
    '养老服务机构'
    """
    frame = figures(report, stored=True)
    names = store.load()["indicators"].set_index("indicator")["en"]
    wanted = text.strip().casefold()
    in_label = (frame["scope"] + frame["label"]).str.casefold().str.contains(wanted, regex=False)
    in_name = frame["indicator"].map(names).fillna("").str.casefold().str.contains(wanted, regex=False)
    around = (frame["prefix"] + frame["number"] + frame["suffix"]).str.contains(text.strip(), regex=False)
    rank = in_label.astype(int) * 2 + in_name.astype(int) + around.astype(int)
    hits = frame.assign(_rank=-(rank >= 2).astype(int))[rank > 0]
    found = hits.sort_values("_rank", kind="stable").drop(columns="_rank").reset_index(drop=True)
    return found if stored else _from_figures(found)


def _of_report(table: str, report: str, *, topic: str | None = None, **wanted: str | None) -> pd.DataFrame:
    store.report_row(report)
    return _keep(store.load()[table], report_id=report, topic=topic and check_topic(topic), **wanted)


def plan(report: str, *, topic: str | None = None, nature: str | None = None) -> pd.DataFrame:
    """Return the annex's plan table, also the rows without a number.

    Parameters
    ----------
    report : str
        Report id.
    topic : str, optional
        Keep one topic.
    nature : {'anticipatory', 'binding'}, optional
        Keep the anticipatory (预期性) or the binding (约束性) indicators.

    Examples
    --------
    >>> len(plan("cn-110102-plan-2024", nature="binding"))
    8
    """
    return _of_report("plan", report, topic=topic, nature=one_of("nature", nature, NATURES))


def pairs(report: str, *, topic: str | None = None, grade: str | None = None) -> pd.DataFrame:
    """Return pairs of delivered and promised figures, each graded by hand.

    Parameters
    ----------
    report : str
        Report id; a report whose pairs nobody has graded yet gives an empty frame.
    topic : str, optional
        Keep one topic.
    grade : {'same', 'shifted', 'caveat', 'false'}, optional
        Keep one grade.

    Examples
    --------
    >>> pairs("cn-110102-plan-2024", grade="same").query("pair == 'kindergarten'")[["delivered", "promised"]].values.tolist()
    [[89.0, 90.0]]
    """
    return _of_report("pairs", report, topic=topic, grade=one_of("grade", grade, GRADES))


def claims(report: str) -> pd.DataFrame:
    """Return the causes to which a report attributes its results, paraphrased and not tested.

    Empty where nobody has written any down.

    >>> claims("cn-110102-plan-2024")["line"].tolist()
    [104]
    """
    return _of_report("claims", report)


def remarks(report: str) -> pd.DataFrame:
    """Return a report's verbal statements about its plan indicators: best of all, met, as required, in step.

    >>> remarks("cn-110102-plan-2024").query("kind == 'met'")["indicator"].tolist()
    ['population']
    """
    return _of_report("remarks", report)


def context(
    indicator: str | None = None,
    *,
    area: str | None = None,
    period: int | str | None = None,
    part_year: bool = False,
    stored: bool = False,
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
    stored : bool
        Whether to leave the rows as they are stored.

    Examples
    --------
    >>> context("gdp", area="西城", period=2022)["as_printed"].tolist()
    ['5700.1亿元', '5600亿元']
    >>> len(context("gdp", area="Xicheng District", period="2022"))
    2
    """
    found = _keep(
        store.load()["context"],
        indicator=None if indicator is None else check_indicator(indicator).code,
        area_code=None if area is None else check_code(area),
        period=None if period is None else str(period),
        months=None if part_year else "",
    )
    return found if stored else order(found.assign(area=found["area_zh"]))


#: Columns of `series`.
SERIES = (
    "area_code", "area_zh", "area_en", "indicator", "period", "status", "value", "value_high", "low", "high", "unit_code",
    "bound", "bound_word", "vintage", "base", "grade", "as_printed", "origin", "id", "source_url",
)  # fmt: skip


def series(indicator: str, area: str, *, status: str | None = None, stored: bool = False) -> pd.DataFrame:
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
    stored : bool
        Whether to return `SERIES` alone.

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
    import pandas as pd

    entry = check_indicator(indicator)
    tables = store.load()
    area = check_area(area)
    one_of("status", status, SERIES_STATUSES)
    figures = tables["figures"]
    stated = figures[
        (figures["indicator"] == entry.code)
        & (figures["area_code"] == area)
        & (figures["part"] != "glossary")
        & figures["period"].str.fullmatch(r"\d{4}")
    ].merge(
        tables["reports"][["report_id", "area_zh", "area_en", "source_url", "year", "kind"]].rename(
            columns={"source_url": "page", "year": "filed", "kind": "of"}
        ),
        on="report_id",
    )
    own = _to_statements(stated).assign(period=stated["period"].astype("Int64"), base="", origin=stated["report_id"])
    # A report that speaks of a year before the one that it is about: others have stated that first.
    late = own["filed"] - own["period"] > (~own["of"].map(looks_back).astype(bool)).astype(int)
    own["vintage"] = own["vintage"].mask((own["vintage"] == "first") & late, "later")
    other = context(entry.code, area=area, stored=True).assign(origin="context", id="")
    # The register's own pages stand in the context too; the report itself is the better witness.
    places, same = other[["source_url", "period", "value"]], own[["page", "period", "value"]]
    repeated = pd.MultiIndex.from_frame(places).isin(pd.MultiIndex.from_frame(same))
    dropped, other = other[repeated], other[~repeated]
    if entry.code == "gdp" and len(dropped) and len(own):
        own["base"] = own["period"].map(dropped.groupby("period")["base"].first()).fillna("")
    frames = [f[list(SERIES)] for f in (own, other) if len(f)]
    merged = pd.concat(frames, ignore_index=True) if frames else other[list(SERIES)]
    if status is not None:
        merged = merged[merged["status"] == status]
    found = merged.sort_values(["period", "status", "grade"], kind="stable").reset_index(drop=True)
    return found if stored else order(found.assign(area=found["area_zh"]))


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
    found = store.load()["indicators"]
    return (found if topic is None else found[found["topic"] == check_topic(topic)]).reset_index(drop=True)


def source(figure: str | Mapping[str, Any] | pd.Series[Any]) -> Source:
    """Return the source of a figure, with a link that opens the page at the number.

    Parameters
    ----------
    figure : str, row or mapping
        A figure id, or a row of `figures`.

    Raises
    ------
    UnknownNameError
        There is no such figure.

    Examples
    --------
    >>> source("cn-110102-plan-2024:26:418").line
    26
    """
    figure_id = figure if isinstance(figure, str) else str(figure["figure_id"])
    frame = store.load()["figures"]
    found = frame[frame["figure_id"] == figure_id]
    if found.empty:
        # The other figures of the line, where there are any, are what was mistyped.
        raise unknown("figure", figure_id, _beside(frame, figure_id))
    row = found.iloc[0]
    report = store.report_row(row["report_id"])
    return Source(
        figure_id=figure_id,
        title=report["title_zh"],
        part=row["part"],
        section=row["section"],
        line=int(row["line"]),
        start=int(row["start"]),
        context=f"{row['prefix']}{row['number']}{row['suffix']}",
        url=row["source_url"],
    )


def _beside(frame: pd.DataFrame, figure_id: str) -> list[str]:
    report, line, *_ = [*figure_id.split(":"), "", ""]
    near = frame[frame["report_id"] == report] if report in set(frame["report_id"]) else frame
    same = near[near["line"].astype(str) == line]
    return list((same if len(same) else near)["figure_id"])


def to_records(report: str, *, doc: str | None = None) -> list[dict[str, object]]:
    """Return the figures of a report as records in the format of the annotation standard.

    ``doc``: document id to write; the report id where not given.

    >>> to_records("cn-110102-plan-2024")[1]["number"]
    '5.8'
    """
    return [
        {"doc": doc or report}
        | {name: None if row[name] != row[name] else row[name] for name in RECORD}
        | {"label": row["scope"] + row["label"]}
        for row in figures(report, stored=True).to_dict("records")
    ]
