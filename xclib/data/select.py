"""Rows of the stored tables, as they are stored: reports, figures, plan, pairs, claims, remarks, context and series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xclib.data import store
from xclib.data.names import GRADES, NATURES, PARTS, SERIES_STATUSES, STATUSES, check_area, check_code, one_of
from xclib.model.indicators import check_indicator, check_topic

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


def figures(
    report: str | None = None,
    *,
    topic: str | None = None,
    status: str | None = None,
    indicator: str | None = None,
    part: str | None = None,
    period: int | str | None = None,
) -> pd.DataFrame:
    """Return the figures of a report as they are stored: values with the printed unit, periods as text; see `xclib.figures`.

    >>> figures("cn-110102-plan-2024", indicator="gdp_growth", status="actual")["value"].tolist()
    [5.8]
    """
    if report is not None:
        store.report_row(report)
    return _keep(
        store.load()["figures"],
        report_id=report,
        topic=topic and check_topic(topic),
        status=one_of("status", status, STATUSES),
        indicator=indicator and check_indicator(indicator).code,
        part=one_of("part", part, PARTS),
        period=None if period is None else str(period),
    )


def search(text: str, *, report: str | None = None) -> pd.DataFrame:
    """Return the rows of `figures` that hold a text, those first whose label does; see `xclib.search`.

    >>> search("养老")["label"].iloc[0]
    '养老服务机构'
    """
    frame = figures(report)
    names = store.load()["indicators"].set_index("indicator")["en"]
    wanted = text.strip().casefold()
    in_label = (frame["scope"] + frame["label"]).str.casefold().str.contains(wanted, regex=False)
    in_name = frame["indicator"].map(names).fillna("").str.casefold().str.contains(wanted, regex=False)
    around = (frame["prefix"] + frame["number"] + frame["suffix"]).str.contains(text.strip(), regex=False)
    rank = in_label.astype(int) * 2 + in_name.astype(int) + around.astype(int)
    hits = frame.assign(_rank=-(rank >= 2).astype(int))[rank > 0]
    return hits.sort_values("_rank", kind="stable").drop(columns="_rank").reset_index(drop=True)


def _keep(frame: pd.DataFrame, **wanted: str | None) -> pd.DataFrame:
    """Return the rows whose columns hold what is wanted; None wants nothing."""
    for column, value in wanted.items():
        if value is not None:
            frame = frame[frame[column].astype(str) == value]
    return frame.reset_index(drop=True)


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


def facts(
    indicator: str | None = None, *, area: str | None = None, period: int | str | None = None, part_year: bool = False
) -> pd.DataFrame:
    """Return sourced figures from other pages; see `xclib.context`.

    >>> facts("gdp", area="110102", period=2022)["as_printed"].tolist()
    ['5700.1亿元', '5600亿元']
    >>> len(facts("gdp", area="110102", period="2022"))
    2
    """
    return _keep(
        store.load()["context"],
        indicator=None if indicator is None else check_indicator(indicator).code,
        area_code=None if area is None else check_code(area),
        period=None if period is None else str(period),
        months=None if part_year else "",
    )


def to_statements(rows: pd.DataFrame) -> pd.DataFrame:
    """Return stored figures as statements: in canonical units, with vintage, grade and id as other sources have them."""
    return rows.assign(
        **{column: rows[column] * rows["factor"] for column in ("value", "value_high", "low", "high")},
        vintage=rows["status"].map({"target": "target"}).fillna("first"),
        grade="A",
        as_printed=rows["number"] + rows["unit"],
        id=rows["figure_id"],
    )


#: Columns of `series`.
SERIES = (
    "area_code", "area_zh", "area_en", "indicator", "period", "status", "value", "value_high", "low", "high", "unit_code",
    "bound", "vintage", "base", "grade", "as_printed", "origin", "id", "source_url",
)  # fmt: skip


def series(indicator: str, area: str, *, status: str | None = None) -> pd.DataFrame:
    """Return all statements of an indicator for an area, across reports and other sources; see `xclib.series`.

    >>> series("gdp", area="110102").query("period == 2023")[["low", "high"]].values.tolist()
    [[600000000000.0, inf]]
    """
    import pandas as pd

    entry = check_indicator(indicator)
    tables = store.load()
    area = check_area(area)
    one_of("status", status, SERIES_STATUSES)
    stated = tables["figures"].merge(
        tables["reports"][["report_id", "area_zh", "area_en", "source_url"]].rename(columns={"source_url": "page"}),
        on="report_id",
    )
    stated = stated[
        (stated["indicator"] == entry.code) & (stated["area_code"] == area) & stated["period"].str.fullmatch(r"\d{4}")
    ]
    stated = stated[stated["part"] != "glossary"]
    own = to_statements(stated).assign(period=stated["period"].astype("Int64"), base="", origin=stated["report_id"])
    other = facts(entry.code, area=area).assign(origin="context", id="")
    # The register's own pages stand in the context too; the report itself is the better witness.
    same = set(zip(own["page"], own["period"], own["value"], strict=True)) if len(own) else set()
    places = zip(other["source_url"], other["period"], other["value"], strict=True)
    repeated = pd.Series([place in same for place in places], index=other.index, dtype=bool)
    dropped, other = other[repeated], other[~repeated]
    if entry.code == "gdp" and len(dropped) and len(own):
        own["base"] = own["period"].map(dropped.groupby("period")["base"].first()).fillna("")
    frames = [f[list(SERIES)] for f in (own, other) if len(f)]
    merged = pd.concat(frames, ignore_index=True) if frames else other[list(SERIES)]
    if status is not None:
        merged = merged[merged["status"] == status]
    return merged.sort_values(["period", "status", "grade"], kind="stable").reset_index(drop=True)
