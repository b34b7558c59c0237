"""What a person asks of the panel: rows by indicator, level, area and years, wide tables, outcomes beside targets, coverage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xclib.data.names import find_codes
from xclib.data.rows import order
from xclib.economics.quantity import verdicts
from xclib.errors import UnknownNameError, unknown
from xclib.model.areas import english_name
from xclib.panels.kinds import RATED
from xclib.panels.store import COLUMNS, REGISTER, find_panel, find_table, read_file

if TYPE_CHECKING:
    import pandas as pd

#: One name, or several of them.
Names = str | Sequence[str]
#: A year, a first and a last year, or any years.
Years = int | str | tuple[int, int] | Iterable[int | str]


def load_panel(
    indicator: Names | None = None,
    *,
    level: Names | None = None,
    status: Names | None = None,
    area: Names | int | None = None,
    period: Years | None = None,
    wide: bool = False,
    picked: bool = True,
    root: Path | None = None,
) -> pd.DataFrame:
    """Return the headline figures that Chinese work reports state of their own area.

    Parameters
    ----------
    indicator : str or list of str, optional
        Codes as ``gdp_growth``, or names as 地区生产总值增速; ``xc.panel()["indicator"].unique()`` lists what there is.
    level : str or list of str, optional
        ``nation``, ``province``, ``major city`` or ``prefecture``. The four municipalities are provinces, and their column
        ``municipality`` is true.
    status : str or list of str, optional
        ``actual`` (of the year reviewed), ``target`` (for the year planned) or ``plan`` (for several years).
    area : str, int or list, optional
        GB/T 2260 codes, or names in Chinese or English, with or without 市 or 省.
    period : int, pair of int, or iterable of int, optional
        The year that a figure describes; a pair ``(2003, 2024)`` or ``"2003-2024"`` is a range with both ends, a list holds
        single years.
    wide : bool
        Areas in rows and years in columns. Without ``status`` these are outcomes; yuan and dollars have columns of their own.
    picked : bool
        Only the figure that counts where several documents state one; False returns all of them.
    root : Path, optional
        The ``data`` folder.

    Returns
    -------
    DataFrame
        One row an area, indicator, status and year; columns as in `xclib.panels.store.COLUMNS`.

    Raises
    ------
    UnknownNameError
        Nothing of that name is in the panel.

    Examples
    --------
    >>> load_panel("gdp_growth", status="target", area="北京", period=2024)["bound"].tolist()
    ['~']
    >>> load_panel("gdp_growth", level="province", period=(2022, 2023), wide=True).shape[1]
    2
    """
    path = find_panel(root)
    table = read_file(path, COLUMNS)
    if picked and not wide and all(name is None for name in (indicator, level, status, area, period)):
        stat = path.stat()
        return _usual(path, (stat.st_mtime_ns, stat.st_size, stat.st_ino)).copy()
    if wide and status is None:
        status = "actual"
    levels = match_words("level", level, values_of(table, "level"))
    chosen: dict[str, list[Any] | None] = {
        "indicator": match_indicators(indicator, table),
        "level": levels,
        "status": match_words("status", status, values_of(table, "status")),
        "area_code": None if area is None else match_areas(area, table, levels),
        "period": None if period is None else _years(period, table),
        "picked": [True] if picked else None,
    }
    frame = filter_rows(table, chosen)
    return _widen(frame) if wide else _identified(frame)


@lru_cache(maxsize=1)
def _usual(path: Path, _: object) -> pd.DataFrame:
    """Return all figures that count: what every notebook and page asks for, and a kernel finds ready where it is forked."""
    return _identified(filter_rows(read_file(path, COLUMNS), {"picked": [True]}))


def _identified(frame: pd.DataFrame) -> pd.DataFrame:
    return order(frame.assign(id=frame["doc"] + ":" + frame["line"].astype(str) + ":" + frame["start"].astype(str)))


def filter_rows(table: pd.DataFrame, chosen: Mapping[str, Sequence[Any] | None]) -> pd.DataFrame:
    """Return the rows whose columns hold one of the values chosen for them, where any are chosen; categories as words."""
    for name, values in chosen.items():
        if values is not None:
            table = table[table[name].isin(values)]
    # A word is made once for all rows that have it; pandas makes one a row, which takes ten times as long.
    columns = {str(name): table[name].cat for name in table.select_dtypes("category")}
    made = {name: of.categories.astype("str").array.take(of.codes.to_numpy(), allow_fill=True) for name, of in columns.items()}
    return table.assign(**made).reset_index(drop=True)


def _widen(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area and one column a year; several indicators, statuses or currencies stand above the years."""
    series = [name for name in ("indicator", "status") if frame[name].nunique() > 1]
    if (frame.groupby("indicator")["unit"].nunique() > 1).any():
        series.append("unit")
    table = frame.pivot_table(index=["area_code", "area"], columns=[*series, "period"], values="value", aggfunc="first")
    return table.sort_index(axis=1)


def _listed(value: object) -> list[str]:
    """Return names as a list of text; a number of any type, as NumPy and pandas have them, is one name."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        value = [value]
    return [str(_whole(v)) if isinstance(v, Real) else str(v) for v in value]


def values_of(table: pd.DataFrame, name: str) -> list[Any]:
    """Return the values of a column, sorted, each once."""
    return sorted(table[name].unique().tolist())


def match_words(kind: str, value: Names | None, allowed: Sequence[str], *, where: str = "panel") -> list[str] | None:
    """Return the words of an argument as a list, or None where it is not given; each must be allowed."""
    if value is None:
        return None
    for word in _listed(value):
        if word not in allowed:
            raise unknown(kind, word, allowed, message=f"no {kind} {word!r} in the {where}")
    return _listed(value)


def match_indicators(value: Names | None, table: pd.DataFrame) -> list[str] | None:
    """Return the codes of the indicators that are named by code or, in either language, by name; None where none is."""
    if value is None:
        return None
    codes = values_of(table, "indicator")
    wanted = _listed(value)
    if all(word in codes for word in wanted):
        return wanted
    from xclib.model.indicators import read_indicators

    catalogue = read_indicators()
    names = {code: code for code in codes}
    names |= {name: code for code in codes if code in catalogue for name in (catalogue[code].zh, catalogue[code].en)}
    names |= {name.casefold().replace("_", " "): code for name, code in names.items()}
    found = [names.get(word) or names.get(word.casefold().replace("_", " ")) for word in wanted]
    for word, code in zip(wanted, found, strict=True):
        if code is None:
            raise unknown("indicator", word, names, message=f"no indicator {word!r} in the panel")
    return [code for code in found if code]


def read_years(period: Years) -> list[int]:
    """Return the years of an argument: one year, a list, or a pair as the first and last of a range; also as text.

    >>> read_years("2023"), read_years((2020, 2022)), read_years("2020-2022"), read_years("2014,2019")
    ([2023], [2020, 2021, 2022], [2020, 2021, 2022], [2014, 2019])
    """
    given: object = period
    if isinstance(period, str):
        given = tuple(period.split("-")) if re.fullmatch(r"\d+-\d+", period) else period.split(",")
    try:
        years = [_whole(year) for year in given] if isinstance(given, Iterable) else [_whole(given)]
    except (TypeError, ValueError):
        raise UnknownNameError(
            f"period {period!r} is no year", advice="pass a year as 2023, a pair as (2003, 2024) or a list of years"
        ) from None
    return list(range(min(years), max(years) + 1)) if isinstance(given, tuple) and len(years) == 2 else years


def _years(period: Years, table: pd.DataFrame) -> list[int]:
    """Return the years asked for; where the panel can have none of them, say what it covers."""
    years, known = read_years(period), values_of(table, "period")
    if not any(known[0] <= year <= known[-1] for year in years):
        span = f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}" if years else "no year"
        raise UnknownNameError(f"no figures for {span} in the panel", advice=f"it covers {known[0]} to {known[-1]}")
    return years


def _whole(value: object) -> int:
    """Return a whole number: an integer of any type, or 2023.0 as pandas has it beside gaps.

    Raises `ValueError`: it is no whole number.
    """
    number = float(value) if isinstance(value, Real) else float(str(value))
    if not number.is_integer():
        raise ValueError(value)
    return int(number)


def match_areas(area: Names | int, table: pd.DataFrame, levels: list[str] | None) -> list[str]:
    """Return the codes of the areas that are named.

    A short name that two share is that of the higher level (大理 the prefecture); where their names differ in the rank alone
    (吉林省, 吉林市) it is asked back, unless ``levels`` settles it.
    """
    rows = table[["area_code", "area", "level"]].drop_duplicates()
    pairs = zip(rows["area_code"], rows["area"], strict=True)
    places = frozenset((code, name, english_name(code, name)) for code, name in pairs)
    at = set(rows["area_code"] if levels is None else rows.loc[rows["level"].isin(levels), "area_code"])
    found: list[str] = []
    for word in _listed(area):
        found += find_codes(word, places, at, missing=f"no area {word!r} in the panel")
    return found


# --- outcomes beside targets -----------------------------------------------------------------------------------------

_AREA = ["area_code", "area", "level", "municipality", "indicator", "period", "unit"]
_FIRST = [
    *("target", "target_value_high", "target_bound", "outcome", "outcome_bound"),
    *("gap", "verdict", "met", "preliminary"),
]
_SIDE = ["value", "value_high", "bound", "as_printed", "flag", "doc", "line", "source_url"]


def outcomes(
    indicator: str,
    *,
    level: Names | None = None,
    area: Names | int | None = None,
    period: Years | None = None,
    root: Path | None = None,
) -> pd.DataFrame:
    """Return targets beside their outcomes, one row an area and year.

    Parameters
    ----------
    indicator, level, area, period, root
        As for `load_panel`; one indicator.

    Returns
    -------
    DataFrame
        Area and year, then ``target`` and ``outcome`` with their bounds, print and source, ``gap`` (outcome less target, of a
        range less its nearer end), ``verdict`` and ``met``. ``verdict`` is ``above``, ``within`` or ``below`` what the words of
        the target allow (左右, 以上, 以内), with the rounding of the outcome. ``met`` is False on the worse side (below growth
        target, above a cap), and missing where a bound leaves it open. Of two currencies there is no row.

    Raises
    ------
    UnknownNameError
        Nothing of that name is in the panel, or its targets are rates: those of ``gdp`` are ``gdp_growth``.

    Examples
    --------
    >>> row = outcomes("gdp_growth", area="北京市", period=2023).iloc[0]
    >>> bool(row["met"]), row["verdict"]
    (True, 'within')
    """
    asked = load_panel(indicator, level=level, area=area, period=period, status=["target", "actual"], root=root)
    if rated := RATED.intersection(asked["indicator"]):
        code = min(rated)
        raise UnknownNameError(f"a report's target of {code!r} is a rate", advice=f"pass {code}_growth")
    targets, actual = (asked[asked["status"] == s] for s in ("target", "actual"))
    names = {"value": "", "source_url": "_url"}
    sides = [
        frame[[*_AREA, *_SIDE, "low", "high", *more]].rename(
            columns={c: f"{side}{names.get(c, f'_{c}')}" for c in (*_SIDE, "low", "high")}
        )
        for side, frame, more in (("target", targets, []), ("outcome", actual, ["preliminary", "basis"]))
    ]
    both = sides[0].merge(sides[1], on=list(_AREA), how="inner")
    worse = "below" if _rises(asked["indicator"]) else "above"
    verdict, missed = verdicts(both, worse, aim="target_", outcome="outcome_")
    end = both["target_value_high"].fillna(both["target"])
    gap = (both["outcome"] - both["outcome"].clip(both["target"], end)).round(6)
    out = both.assign(gap=gap, verdict=verdict, met=(missed == 0).astype("boolean").mask(missed.isna()))
    first = [*_AREA, *_FIRST]
    rest = [c for c in out.columns if c not in first and not c.endswith(("_low", "_high"))]
    return out[[*first, *rest]].sort_values(["area_code", "period"], kind="stable").reset_index(drop=True)


def _rises(indicators: pd.Series[str]) -> bool:
    """Whether more is better, so that a target is missed from below."""
    from xclib.model.indicators import read_indicators

    entry = read_indicators().get(indicators.iloc[0]) if len(indicators) else None
    return entry is not None and entry.direction == "up"


# --- what is there, what is not, and why -----------------------------------------------------------------------------


def coverage(
    indicator: str,
    *,
    level: Names | None = None,
    status: Names | None = None,
    area: Names | int | None = None,
    period: Years | None = None,
    root: Path | None = None,
) -> pd.DataFrame:
    """Return for every area and year whether the panel has a figure, and if not, why.

    Parameters
    ----------
    indicator, level, status, area, period, root
        As for `load_panel`; one indicator; ``status`` is ``actual`` and ``target`` where not given.

    Returns
    -------
    DataFrame
        ``area_code``, ``area``, ``level``, ``indicator``, ``status``, ``period``, ``state``, ``doc``, ``reason``.
        ``state`` is ``stated``, ``not stated`` (there is a report, and no such figure was found in it), ``stated but not
        read``, ``report incomplete`` or ``no report``. Where a report lacks growth of output or any target, a rule looked at
        its sentences again, and ``reason`` is what it found; a person read a sample.

    Examples
    --------
    >>> set(coverage("gdp_growth", level="nation", period=(2003, 2006))["state"])
    {'stated'}
    """
    import pandas as pd

    statuses = _listed(status) if status is not None else ["actual", "target"]
    stated = load_panel(indicator, level=level, status=statuses, area=area, period=period, root=root)
    panel, levels = read_file(find_panel(root), COLUMNS), None if level is None else _listed(level)
    chosen = {"level": levels, "area_code": None if area is None else match_areas(area, panel, levels)}
    reports = filter_rows(read_file(find_table("reports", root), REGISTER), chosen)
    years = _years(period, panel) if period is not None else sorted(set(reports["year"]))
    code = match_indicators(indicator, panel)
    places = reports[["area_code", "area", "level"]].drop_duplicates("area_code")
    grid = places.merge(pd.DataFrame({"status": statuses}), how="cross").merge(pd.DataFrame({"period": years}), how="cross")
    grid = grid.assign(indicator=(code or [indicator])[0])
    key = ["area_code", "status", "period"]
    out = grid.merge(stated.drop_duplicates(key)[[*key, "doc"]], on=key, how="left")
    out = out.merge(_in_reports(reports, statuses), on=key, how="left", suffixes=("", "_report"))
    state = pd.Series("not stated", index=out.index).mask(~out["complete"].eq(True), "report incomplete")
    state = state.mask(out["doc_report"].isna(), "no report").mask(out["doc"].notna(), "stated")
    out = out.assign(state=state, doc=out["doc"].fillna(out["doc_report"]).fillna(""))
    seen = _absences(find_panel(root).parent)
    out = out.merge(seen, on=["doc", "indicator", "status"], how="left")
    looked = out["found"].notna() & (out["state"] != "stated")
    out["state"] = out["found"].where(looked, out["state"])
    out = out.assign(reason=out["reason"].where(looked, ""))
    columns = ["area_code", "area", "level", "indicator", "status", "period", "state", "doc", "reason"]
    return out[columns].sort_values(["area_code", "status", "period"], kind="stable").reset_index(drop=True)


def _in_reports(reports: pd.DataFrame, statuses: list[str]) -> pd.DataFrame:
    """Return the report that could state an area's figure of a status and year."""
    import pandas as pd

    frames = []
    for status in statuses:
        # A report of year Y reviews Y-1; a communique tells of its own year.
        back = ((status == "actual") & (reports["kind"] == "work report")).astype(int)
        own = reports[(status == "actual") | (reports["kind"] == "work report")]
        frames.append(own.assign(period=own["year"] - back, status=status))
    columns = ["area_code", "status", "period", "doc", "complete"]
    return pd.concat(frames)[columns].drop_duplicates(["area_code", "status", "period"])


def _absences(folder: Path) -> pd.DataFrame:
    """Return what a rule found in the reports that lack a figure of the panel."""
    import pandas as pd

    path = folder / "absences.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False) if path.is_file() else None
    columns = ["doc", "indicator", "status", "state", "reason"]
    return (pd.DataFrame(columns=columns) if table is None else table[columns]).rename(columns={"state": "found"})
