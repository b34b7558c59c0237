"""Targets: how governments set them and what comes of them, over all reports that survive.

Samples have one row an area and year, and formulas run over them; facts choose among sentences, tables show single figures.
Regressions stand in the notebook.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from xclib.analyses import standing
from xclib.analyses.history import AFTER, above, trust
from xclib.analyses.standing import Standing
from xclib.analyses.standing_tables import facts as standing_facts
from xclib.data import front
from xclib.data.rows import records
from xclib.economics import bunching
from xclib.economics import panel_models as pm
from xclib.economics.breaks import date_break
from xclib.economics.fits import fit
from xclib.economics.formulas import BOOTSTRAP, BOUNDS, MEANS, NAMED, OFF, SHARE, WILSON
from xclib.economics.quantity import Quantity, verdicts
from xclib.errors import unknown
from xclib.model.areas import NATION, english_name, read_areas
from xclib.model.indicators import read_indicators
from xclib.pages import Page
from xclib.panels.query import load_panel
from xclib.panels.store import find_panel

#: Levels of the panel below the nation. Municipalities (Beijing, Shanghai, Tianjin, Chongqing) count as provinces.
LEVELS = ("province", "major city", "prefecture")
#: What the words of a target make of its number.
KINDS = ("point", "about", "floor", "range", "ceiling")
#: Kinds that have a value; the others are bounds and ranges.
VALUES = ("point", "about")
#: What errors are clustered by: areas of one province, whose targets lean on one provincial target, and years.
BY = ("home", "period")
#: Years listed of an area.
SPAN = 10
_KIND = {"=": "point", "~": "about", ">": "floor", ">=": "floor", "<": "ceiling", "<=": "ceiling"}


@dataclass(frozen=True)
class Sample:
    """The targets and outcomes of one indicator."""

    #: Code of the catalogue.
    indicator: str
    #: Whether it is in %; distances are in points then, and in 100 times the log otherwise.
    rate: bool
    #: ``below`` or ``above``: the side of the target that counts as missed.
    worse: str
    #: Levels that estimates are about.
    levels: tuple[str, ...]
    #: Of all levels. One row an area and year: ``area_code``, ``area``, ``level``, ``tier`` (``nation``, ``province``,
    #: ``city``), ``parent``, ``home`` (its province), ``period``, ``value``, ``value_high``, ``low``, ``high``, ``bound``,
    #: ``unit``, ``doc``, ``line``, ``kind``, ``named`` (the number that a target names, of a range its middle), ``aim`` (the
    #: same in the scale of distances), ``flag``, ``source_url``.
    targets: pd.DataFrame
    #: The same of what was reached, with ``reached`` for ``aim``, and whether it was an estimate (``preliminary``).
    outcomes: pd.DataFrame

    def local(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a frame of this sample that are of the levels asked for."""
        return frame[frame["level"].isin(self.levels)]


def read_sample(
    panel: pd.DataFrame,
    indicator: str,
    *,
    levels: Sequence[str] = LEVELS,
    first_year: int = 2003,
    last_year: int = 9999,
    drop_flagged: bool = False,
) -> Sample:
    """Return the targets and outcomes of one indicator.

    ``panel``: as `xclib.panel` returns it; ``indicator``: code of an indicator that has targets; ``levels``: levels below the
    nation that estimates are about; ``first_year``, ``last_year``: years of the targets kept; ``drop_flagged``: leave out what
    failed a check of plausibility. Raises `UnknownNameError`: no targets of that indicator, or no such level.
    """
    if odd := sorted(set(levels) - set(LEVELS)):
        raise unknown("level", odd[0], LEVELS)
    rows = panel[panel["indicator"] == indicator]
    if not (rows["status"] == "target").any():
        with_targets = sorted(set(panel.loc[panel["status"] == "target", "indicator"]))
        raise unknown("indicator", indicator, with_targets, message=f"no targets of {indicator!r} in the panel")
    # What a report gives for a part of an area, or for several years, is another quantity.
    rows = rows[(rows["scope"] == "") & (rows["coverage"] == "year") & ~(drop_flagged & (rows["flag"] != ""))]
    # Of two reports that set a year's target, the one that the panel picks comes first.
    rows = rows.sort_values("picked", ascending=False, kind="stable") if "picked" in rows else rows
    rate = bool((rows["unit"] == "%").all())
    rows = _read(rows, rate=rate)
    rows = rows[rows["period"].between(first_year, last_year)]
    targets = rows[rows["status"] == "target"].drop_duplicates(["area_code", "period"]).reset_index(drop=True)
    # Of two statements of one outcome the report of the following year counts, which is the one that sets the next target.
    seen = rows[rows["status"] == "actual"].sort_values("late", kind="stable", ascending=False)
    seen = seen.drop_duplicates(["area_code", "period"]).rename(columns={"aim": "reached"}).reset_index(drop=True)
    worse = "below" if read_indicators()[indicator].direction == "up" else "above"
    return Sample(
        indicator, rate, worse, tuple(levels), targets.drop(columns=["late", "preliminary"]), seen.drop(columns="late")
    )


def _read(rows: pd.DataFrame, *, rate: bool) -> pd.DataFrame:
    parents = {area.code: area.parent for area in read_areas().values()}
    provinces = [area.code for area in read_areas().values() if area.level == "province"]
    year, has_range = rows["period"].astype(int), rows["value_high"].notna()
    named = rows["value"].where(~has_range, (rows["value"] + rows["value_high"]) / 2)
    kept = [
        "doc",
        "line",
        "area_code",
        "area",
        "status",
        "value",
        "value_high",
        "low",
        "high",
        "bound",
        "unit",
        "flag",
        "source_url",
        "preliminary",
    ]
    level = rows["level"].mask(rows["area_code"].isin(provinces), "province")
    out = rows[kept].assign(
        level=level,
        tier=level.where(level.isin(["nation", "province"]), "city"),
        parent=rows["area_code"].map(parents).fillna(""),
        home=rows["area_code"].str[:2] + "0000",
        period=year,
        kind=rows["bound"].map(_KIND).mask(has_range, "range"),
        named=named,
        aim=named if rate else 100 * np.log(named.where(named > 0)),
        late=rows["doc"].str.endswith(tuple("0123456789")) & (rows["doc"].str[-4:] == (year + 1).astype(str)),
    )
    return out.dropna(subset=["aim"]).sort_values(["area_code", "period"], kind="stable")


def pairs(sample: Sample) -> pd.DataFrame:
    """Return targets beside their outcomes.

    Columns of the targets, then those of the outcomes as ``out_value`` and so on, ``reached``, ``gap`` (outcome less the
    number named, in points or 100 times the log), ``verdict`` (``above``, ``within`` or ``below`` what the words allow,
    with the rounding of the outcome), ``missed`` (on the worse side, 1 or 0; missing where bounds do not tell), ``short``
    (on the worse side of the number named, words aside), ``valued`` (both are values, no bounds) and ``preliminary`` (the
    outcome was an estimate).
    """
    names = {
        name: f"out_{name}"
        for name in ("value", "value_high", "low", "high", "bound", "unit", "kind", "flag", "source_url", "doc", "line")
    }
    seen = sample.outcomes[["area_code", "period", "reached", "preliminary", *names]].rename(columns=names)
    both = sample.targets.merge(seen, on=["area_code", "period"])
    verdict, missed = verdicts(both, sample.worse, aim="", outcome="out_")
    return both.assign(
        gap=(both["reached"] - both["aim"]).round(6),
        verdict=verdict,
        valued=both["kind"].isin(VALUES) & both["out_kind"].isin(VALUES),
        missed=missed,
        short=(both["reached"] - both["aim"]).round(6) * (1 if sample.worse == "below" else -1) < 0,
    )


def ladder(sample: Sample) -> pd.DataFrame:
    """Return targets beside the one of the area above: ``step`` (``province`` or ``city``), ``above``, ``gap``, ``side``.

    Counts depend on the size of an area, so that those of two levels do not compare: there are no rows then.
    """
    over = sample.targets[["area_code", "period", "aim", "kind"]]
    over = over.rename(columns={"area_code": "parent", "aim": "above", "kind": "above_kind"})
    both = sample.local(sample.targets if sample.rate else sample.targets.head(0)).merge(over, on=["parent", "period"])
    gap = (both["aim"] - both["above"]).round(6)
    return both.assign(
        step=np.where(both["parent"] == NATION, "province", "city"), gap=gap, higher=gap > 0, equal=gap == 0, lower=gap < 0
    )


def successive(sample: Sample) -> pd.DataFrame:
    """Return targets beside last year's target and outcome.

    ``area_code``, ``parent``, ``home``, ``level``, ``period``, ``aim``, ``aim_1``, ``reached_1`` (of last year), ``aim_2``,
    ``reached_2`` (of the year before it, maybe missing), ``change`` and ``miss`` (last year's outcome less last year's
    target) with its two sides ``over`` and ``under``, ``move`` with ``rise`` and ``fall`` (the same of last year's outcome
    against the one before, which has no target in it), ``valued_1``.
    """
    last = pairs(sample)[["area_code", "period", "aim", "reached", "valued", "gap"]]
    one = last.assign(period=last["period"] + 1)
    two = last.assign(period=last["period"] + 2).drop(columns=["valued", "gap"])
    now = sample.local(sample.targets)[["area_code", "parent", "home", "level", "period", "aim", "flag"]]
    both = now.merge(one.rename(columns={"valued": "valued_1", "gap": "miss"}), on=["area_code", "period"], suffixes=("", "_1"))
    both = both.rename(columns={"reached": "reached_1"}).merge(two, on=["area_code", "period"], how="left", suffixes=("", "_2"))
    both = both.rename(columns={"reached": "reached_2"})
    move = both["reached_1"] - both["reached_2"]
    return both.assign(
        change=both["aim"] - both["aim_1"],
        under=both["miss"].clip(upper=0.0),
        over=both["miss"].clip(lower=0.0),
        move=move,
        rise=move.clip(lower=0.0),
        fall=move.clip(upper=0.0),
        d_aim=both["aim_1"] - both["aim_2"],
    )


def coverage(sample: Sample) -> pd.DataFrame:
    """Return how much of the map the sample holds: ``level``, areas seen, first and last year, targets, pairs, successions."""
    rows = sample.targets[sample.targets["level"].isin(["nation", *sample.levels])]
    counts = rows.groupby("level").agg(
        areas=("area_code", "nunique"), first=("period", "min"), last=("period", "max"), targets=("period", "size")
    )
    more = {"pairs": pairs(sample), "successions": successive(sample)}
    counts = counts.assign(**{name: frame.groupby("level").size() for name, frame in more.items()}).fillna(0).astype(int)
    return counts.reindex([level for level in ("nation", *sample.levels) if level in counts.index]).reset_index()


def ends(rows: pd.DataFrame, years: int = 3) -> pd.DataFrame:
    """Return the targets of the first and last years of a level with enough areas, with ``since`` for the latter."""
    counts = rows.groupby("period")["area_code"].nunique()
    known = sorted(counts[counts >= pm.FEWEST_CLUSTERS].index)
    chosen = [*known[:years], *known[-years:]] if len(known) >= 2 * years else []
    return rows[rows["period"].isin(chosen)].assign(since=lambda d: d["period"].isin(chosen[years:]) * 1.0)


def parts(rows: pd.DataFrame, *names: str, split: int = 0, unusual: Sequence[int] = ()) -> dict[str, pd.DataFrame]:
    """Return parts of a sample of pairs by name; those without rows are left out. Raises `UnknownNameError`: no such part.

    ``*names``: ``all``, before and since the year ``split`` (``early``, ``late``), without ``unusual`` years (``calm``, ``late
    calm``), ``provinces``, ``cities`` or one of `LEVELS`; outcomes that were an estimate (``preliminary``) or not (``final``),
    figures that no check doubts (``unflagged``), outcomes that are single numbers (``exact``), areas of five years (``often``).

    >>> rows = {"period": [2012, 2016], "level": ["province", "prefecture"], "preliminary": [True, False]}
    >>> rows |= {"area_code": ["110000", "320500"], "flag": ["", ""], "out_flag": ["", ""], "out_kind": ["point", "floor"]}
    >>> {name: part["period"].tolist() for name, part in parts(pd.DataFrame(rows), "all", "late", "exact", split=2014).items()}
    {'all': [2012, 2016], 'late': [2016], 'exact': [2012]}
    """
    late, calm, province = rows["period"] >= split, ~rows["period"].isin(list(unusual)), rows["level"] == "province"
    of = {"all": late | ~late, "early": ~late, "late": late, "calm": calm, "late calm": late & calm}
    of |= {"provinces": province, "cities": ~province, **{level: rows["level"] == level for level in LEVELS}}
    of |= {"preliminary": rows["preliminary"], "final": ~rows["preliminary"], "exact": rows["out_kind"] == "point"}
    of |= {"unflagged": (rows["flag"] == "") & (rows["out_flag"] == "")}
    of |= {"often": rows.groupby("area_code")["period"].transform("count") >= 5}
    if odd := [name for name in names if name not in of]:
        raise unknown("part", odd[0], list(of))
    return {name: rows[of[name]] for name in names if of[name].any()}


def ladders(panel: pd.DataFrame, indicators: Sequence[str], **options: Any) -> pd.DataFrame:  # noqa: ANN401
    """Return `ladder` of several indicators, with ``bolder``: the lower level aims further than the one above.

    Further is higher, of unemployment lower.

    ``panel``: as `xclib.panel` returns it; ``indicators``: codes of the catalogue; ``**options``: as for `read_sample`.
    """
    rows = pd.concat([ladder(read_sample(panel, code, **options)).assign(indicator=code) for code in indicators])
    return rows.assign(bolder=rows["lower"].where(rows["indicator"].str.startswith("unemployment"), rows["higher"]))


def variants(rows: pd.DataFrame, *, split: int, unusual: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Return pairs of values, and variants of that sample by name."""
    base = rows[rows["valued"]]
    clipped = {name: base[name].clip(*base[name].quantile([0.01, 0.99])) for name in ("gap", "reached", "aim")}
    names = ("unflagged", "exact", "final", "provinces", "cities", "early", "late", "calm")
    found = {"base": base, "bounds": rows, **parts(base, *names, split=split, unusual=unusual)}
    found |= {"winsorized": base.assign(**clipped), **parts(base, "often")}
    return {name: part for name, part in found.items() if len(part)}


def numbers(sample: Sample) -> pd.DataFrame:
    """Return the numbers printed in targets and outcomes with their place after the decimal point.

    Ranges have two numbers and are left out. A rate is round at .0 and .5; a count is, where nothing follows a second
    significant digit of 0 or 5.

    ``area_code``, ``home``, ``period``, ``status``, ``digit`` (first decimal of a rate, second significant digit of a
    count), ``whole``, ``half``, ``round``.
    """
    rows = pd.concat([sample.local(sample.targets), sample.local(sample.outcomes)])
    rows = rows[(rows["kind"] != "range") & (rows["value"] != 0)]
    size = rows["value"].abs()
    scaled = size if sample.rate else size / 10 ** np.floor(np.log10(size))
    whole, half = (
        np.isclose((scaled - part) % 1, 0, atol=1e-6) | np.isclose((scaled - part) % 1, 1, atol=1e-6) for part in (0, 0.5)
    )
    out = rows[["area_code", "home", "period", "status"]].assign(digit=(np.rint(scaled * 10) % 10).astype(int))
    return out.assign(whole=whole, half=half, round=whole | half)


def digits(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the share of every digit among targets and among outcomes, in %."""
    counts = rows.groupby(["status", "digit"]).size().unstack(fill_value=0).reindex(columns=range(10), fill_value=0)
    shares = 100 * counts.div(counts.sum(axis=1), axis=0)
    return shares.reset_index().melt("status", var_name="digit", value_name="value")


# --- estimates -------------------------------------------------------------------------------------------------------

#: Samples by name, or the groups of a frame.
Samples = Mapping[str, pd.DataFrame] | Iterable[tuple[Any, pd.DataFrame]]


def _each(samples: Samples) -> Iterator[tuple[str, pd.DataFrame]]:
    """Return names and rows of samples; the name of a group of several keys holds them all."""
    for name, rows in samples.items() if isinstance(samples, Mapping) else samples:
        yield " ".join(map(str, name)) if isinstance(name, tuple) else str(name), rows


def across(samples: Samples, formula: str, *, difference: str = "", **options: Any) -> pd.DataFrame:  # noqa: ANN401 - of `fit`
    """Return what one formula gives on several samples.

    ``name``, the terms, ``n`` rows, ``clear`` (the interval of the last term leaves 0 out), and how many ``home``
    provinces, ``area_code`` areas and ``period`` years errors are clustered by. Terms are missing where rows are too few.
    ``samples``: name of each sample and its rows, or a groupby; ``formula``: as for `xc.fit`; ``difference``: two of its terms,
    as ``under - over``: how much larger the slope of the first is stands in a column ``difference``, with an interval of its
    own; ``**options``: as for `xc.fit`.

    >>> gaps = pd.DataFrame({"gap": [0.2, -0.3, 0.1, 0.4, -0.1, 0.0, 0.3, -0.2]})
    >>> across({"all": gaps}, "gap ~ 1", errors="HAC")[["name", "n", "clear"]].to_numpy().tolist()
    [['all', 8, False]]
    """
    out = []
    for name, rows in _each(samples):
        made = fit(rows, formula, **options)
        terms: dict[str, Any] = dict(made.terms) if made else {}
        last = next(reversed(terms.values()), None)
        out.append({"name": name, **terms, "n": made.n if made else len(rows), "clear": last is not None and clear(last)}
            | (dict(made.clusters) if made else {})
            | ({"difference": _less(rows, formula, difference, options)} if difference else {}))  # fmt: skip
    return pd.DataFrame(out)


def _less(rows: pd.DataFrame, formula: str, difference: str, options: Mapping[str, Any]) -> Quantity | None:
    """Return the slope of a term less that of another, which is its slope beside the sum of both in the other's place."""
    first, other = (term.strip() for term in difference.split("-"))
    made = fit(rows.assign(**{other: rows[first] + rows[other]}), formula, **options)
    return replace(made[first], basis=made[first].basis.replace(formula, f"{formula}: {difference}")) if made else None


def clear(of: Quantity | None, null: float = 0.0) -> bool:
    """Whether the interval of an estimate leaves a value out."""
    return of is not None and not of.low <= null <= of.high


def shares(samples: Samples, columns: Sequence[str], *, cluster: Sequence[str]) -> pd.DataFrame:
    """Return the share of rows in which columns hold, sample by sample: ``name``, ``n``, and a quantity a column."""
    rows = [{"name": name, "n": int(part[columns[0]].notna().sum())} | {c: pm.share(part, c, clusters=cluster) for c in columns}
        for name, part in _each(samples)]  # fmt: skip
    return pd.DataFrame(rows)


def dates(series: Samples, column: str, *, draws: int = 999) -> pd.DataFrame:
    """Return when yearly series shifted, one row each.

    ``name``, what `date_break` finds, ``adjusted``, the p-value with all series tested together (Holm 1979), and their number,
    ``tests``. ``series``: name of each series, and its rows: ``period`` and ``column``; ``column``: what is averaged over the
    rows of a year; ``draws``: draws of the bootstrap.
    """
    out = []
    for name, rows in _each(series):
        yearly = rows.groupby("period")[column].mean().dropna()
        if found := date_break(list(yearly.index), list(yearly), draws=draws):
            out.append({"name": name, **found, "clear": found["p_value"] < 0.05})
    table = pd.DataFrame(out, columns=["name", "year", "low", "high", "mean_before", "mean_since", "p_value", "n", "clear"])
    adjusted = multipletests(table["p_value"], method="holm")[1] if len(table) else []
    return table.assign(adjusted=adjusted, tests=len(table))


def windows(rows: pd.DataFrame, years: int = 4) -> dict[str, pd.DataFrame]:
    """Return the rows around each year at which a sample can be cut, with ``late`` for those since: like with like.

    >>> list(windows(pd.DataFrame({"period": range(2003, 2013)})))
    ['2007', '2008', '2009']
    """
    first, last = int(rows["period"].min()), int(rows["period"].max())
    cuts = range(first + years, last - years + 2)
    around = {cut: rows[rows["period"].between(cut - years, cut + years - 1)] for cut in cuts}
    return {str(cut): some.assign(late=(some["period"] >= cut) * 1.0) for cut, some in around.items()}


def heap(rows: pd.DataFrame, *, name: str = "", draws: int = 999, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return how often outcomes are exactly at target, just above and just below, against a smooth distribution.

    ``name``, ``n``, the options, ``at``, ``above``, ``below``, ``tilt`` as quantities (missing of small samples), and
    ``table`` with ``at``, ``count``, ``fit``. ``rows``: pairs of values: ``gap`` and ``home``; ``draws``: draws of the
    bootstrap; ``**options``: as for `xclib.economics.bunching.excess_mass`.
    """
    ratios, table = bunching.excess_mass(rows["gap"].to_numpy(), rows["home"].to_numpy(), draws=draws, **options)
    around = pd.DataFrame(table, columns=["at", "count", "fit"])
    return {"name": name, "n": int(around["count"].sum()), **options, **ratios, "table": around}


def heaps(samples: Samples, **options: Any) -> pd.DataFrame:  # noqa: ANN401 - those of `heap`
    """Return `heap` of several samples, one row each."""
    return pd.DataFrame([heap(rows, name=name, **options) for name, rows in _each(samples)])


def heap_grid(
    rows: pd.DataFrame, *, degrees: Sequence[int], reaches: Sequence[int], widths: Sequence[int], step: float,
    window: int, draws: int,
) -> pd.DataFrame:  # fmt: skip
    """Return `heap` for each degree of the polynomial, each reach around the target and each width of the bins.

    As `heap`, with ``bin``, its width, and ``around``, the reach. ``reaches``, ``widths`` and ``window`` (what the fit leaves
    out on either side of the target) are in steps, ``step`` the smallest distance that outcomes are printed to.
    """
    chosen: list[dict[str, Any]] = [
        {"degree": d, "reach": r // w, "width": w, "window": window // w} for d in degrees for r in reaches for w in widths
    ]
    grid = pd.DataFrame([heap(rows, draws=draws, step=step, **options) for options in chosen])
    grid["around"] = [r * step for r in reaches for _ in widths] * len(degrees)
    return grid.assign(bin=grid["width"] * step)


def heaping(rows: pd.DataFrame, *, draws: int = 999) -> dict[str, Any]:
    """Return the shares of round numbers among targets and outcomes and their difference, with a bootstrap over provinces.

    ``whole``, ``half``, ``target`` (both, of targets), ``actual`` and ``difference``; empty of few rows. ``rows``: as
    `numbers` returns them.
    """
    flags = rows.assign(n=1.0)[["home", "status", "n", "whole", "half", "round"]]
    sums = flags.pivot_table(index="home", columns="status", values=["n", "whole", "half", "round"], aggfunc="sum")
    names = [(column, status) for column in ("n", "whole", "half", "round") for status in ("target", "actual")]
    table = sums.reindex(columns=pd.MultiIndex.from_tuples(names)).fillna(0).to_numpy(dtype=float)
    n = {status: int((rows["status"] == status).sum()) for status in ("target", "actual")}
    if min(n.values()) < pm.FEWEST_ROWS:
        return {}
    ratios: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "whole": lambda s: s[:, 2] / s[:, 0], "half": lambda s: s[:, 4] / s[:, 0], "target": lambda s: s[:, 6] / s[:, 0],
        "actual": lambda s: s[:, 7] / s[:, 1], "difference": lambda s: s[:, 6] / s[:, 0] - s[:, 7] / s[:, 1],
    }  # fmt: skip
    found = {name: bunching.bootstrap(table, ratio, draws=draws) for name, ratio in ratios.items()}
    units = dict.fromkeys(ratios, "%") | {"difference": "个百分点"}
    of = {k: Quantity(100 * e.value, 100 * e.low, 100 * e.high, units[k], basis=BOOTSTRAP) for k, e in found.items() if e}
    if len(of) < len(found):
        return {}
    return {**of, "targets": n["target"], "outcomes": n["actual"], "clear": clear(of["difference"])}


def differenced(rows: pd.DataFrame) -> pd.DataFrame:
    """Return first differences with the values of two years ago as instruments, in the shape of `across`."""
    formula = "d(aim) ~ d(aim_1) + d(reached_1) | period; instruments aim_2, reached_2"
    made, power = pm.instrumented(rows, "change", ["d_aim", "move"], ["aim_2", "reached_2"], cluster="home")
    made = made and made.named(formula, "clustered(home)")
    terms = {name: made[term] if made else None for name, term in (("aim_1", "d_aim"), ("reached_1", "move"))}
    about = {"n": made.n if made else len(rows), "power": power, "clear": clear(terms["reached_1"])}
    return pd.DataFrame([{"name": "differenced", **terms, **about} | dict(made.clusters if made else {})])


def bounds(samples: Samples, *, cluster: Sequence[str] = ()) -> pd.DataFrame:
    """Return shares missed with what targets of unknown outcome leave open: none of them missed, and all of them.

    ``name``, ``n``, ``unknown`` (how many), ``share`` (of all targets: a quantity whose value is the share of those known) and
    ``outer``, from the lower end of the interval of its one end to the upper end of that of the other (missing of few rows).
    ``samples``: name of each sample, and its rows: ``missed``, NaN where the outcome is not known; ``cluster``: what intervals
    are clustered by.
    """
    out = []
    for name, rows in _each(samples):
        n, unknown, missed = len(rows), int(rows["missed"].isna().sum()), float(rows["missed"].sum())
        if n > unknown:
            span = Quantity(100 * missed / (n - unknown), 100 * missed / n, 100 * (missed + unknown) / n, "%", basis=BOUNDS)
            ends = [pm.share(rows.fillna({"missed": all_of}), "missed", clusters=cluster) for all_of in (0.0, 1.0) if cluster]
            low, high = ends if ends else (None, None)
            outer = Quantity(math.nan, low.low, high.high, "%", basis=SHARE) if low and high else None
            out.append({"name": name, "n": n, "unknown": unknown, "share": span, "outer": outer})
    return pd.DataFrame(out, columns=["name", "n", "unknown", "share", "outer"])


def selection(known: pd.DataFrame) -> pd.DataFrame:
    """Return how often the next report states the outcome where its gauge fell far short of the target, and else.

    ``name``, ``n`` and ``stated``, a quantity; empty where either sample is small. ``known``: from `followed`.
    """
    from statsmodels.stats.proportion import proportion_confint

    rows = known[known["state"].isin(["stated", "silent"]) & known["ahead"].notna()]
    out = []
    for name, part in (("far", rows[rows["ahead"] < -6]), ("rest", rows[rows["ahead"] >= -6])):
        n, hits = len(part), int((part["state"] == "stated").sum())
        if n >= 10:
            low, high = proportion_confint(hits, n, method="wilson")
            stated = Quantity(100 * hits / n, 100 * float(low), 100 * float(high), "%", basis=WILSON)
            out.append({"name": name, "n": n, "stated": stated})
    return pd.DataFrame(out if len(out) == 2 else [], columns=["name", "n", "stated"])


def cut(rows: pd.DataFrame, unusual: Sequence[int], by: Sequence[str], year: float) -> dict[str, Any] | None:
    """Return the shares of targets missed before and since a year, as a slider shows them; None of samples too small.

    ``by``: what errors are clustered by; ``year``: first year of the later part.
    """
    some = rows[~rows["period"].isin(list(unusual))]
    parts = {"early": some[some["period"] < year], "late": some[some["period"] >= year]}
    found = shares(parts, ["missed"], cluster=by)
    if found["missed"].isna().any():
        return None
    marks = pd.DataFrame([{"label": r["name"]} | {k: round(getattr(r["missed"], k), 1) for k in ("value", "low", "high")}
        for r in records(found)])  # fmt: skip
    early, late = found["missed"]
    return {"split": int(year), "before": int(year) - 1, "early": early, "late": late, "marks": marks}


# --- facts of the sentences ------------------------------------------------------------------------------------------

Facts = dict[str, Any]
#: First-stage F below which instruments are taken to be weak.
STRONG = 10.0
#: Most years that a sentence lists.
_LISTED = 5


def about(sample: Sample) -> Facts:
    """Return what a sample is of: names, unit, whether it is a rate, and the side of a target that counts as missed."""
    entry = read_indicators()[sample.indicator]
    unit = {"persons": "人"}.get(unit := next(iter(sample.targets["unit"]), ""), unit)
    names = {"indicator": sample.indicator, "indicator_zh": entry.zh, "indicator_en": entry.en}
    return {**names, "unit": unit, "rate": sample.rate, "worse": sample.worse}


def ordered(order: pd.DataFrame) -> Facts | None:
    """Return in how many of the years with all three the nation names less than provinces and these less than cities."""
    whole = order.dropna()
    if whole.empty:
        return None
    n, years = int(whole["ordered"].sum()), sorted(whole.index)
    against = [int(year) for year in years if not whole.loc[year, "ordered"]]
    return {
        "n": n,
        "years": len(years),
        "first": int(years[0]),
        "last": int(years[-1]),
        "against": against if len(against) <= _LISTED else [],
        "every": n == len(years),
    }


def named(rows: pd.DataFrame, *columns: str) -> dict[str, Any]:
    """Return the quantities of a column by the names of its rows, those missing left out.

    >>> named(pd.DataFrame({"name": ["a", "b"], "mean": [1.0, None]}), "mean")
    {'a': 1.0}
    """
    return {
        row["name"]: row[c]
        for row in records(rows)
        for c in columns
        if isinstance(row.get(c), Quantity | float) and row[c] == row[c]
    }


def happened(shares: pd.DataFrame, spans: pd.DataFrame, split: int) -> Facts:
    """Return the facts of the first finding: the share of targets missed, before and since, and what is not known of it."""
    found, open_ends = named(shares, "missed"), named(spans, "share")
    n = next((row["n"] for row in records(shares) if row["name"] == "all"), 0)
    if "all" not in found:
        return {"says": "small", "n": n}
    parts = {name: found.get(name) for name in ("all", "early", "late")} | {"calm": found.get("late calm")}
    says = "split" if parts["early"] is not None and parts["late"] is not None else "whole"
    return {**parts, "says": says, "n": n, "split": split, "before": split - 1, "span": open_ends.get("followed")}


def planned(stand: Standing, means: pd.DataFrame, order: pd.DataFrame | None, ladder: pd.DataFrame) -> Facts:
    """Return the facts of the second finding: our target beside those above it, and how far lower levels aim above.

    Cities that are read in few years weigh little where years weigh equally: ``by_area`` is their step with equal weights by
    area.
    """
    own, found = stand.mark("own"), named(means, "mean")
    by_area = named(pd.DataFrame(estimands(ladder, {})).query("weight == 'areas'"), "mean") if len(ladder) else {}
    about = {"province": found.get("province"), "city": found.get("city"), "by_area": by_area.get("city")}
    about |= {"order": None if order is None else ordered(order), "period": stand.period, **standing_facts(stand)}
    return {**about, "own": own.figure if own else None, "says": "own" if own else "none"}


def watch(ratchet: pd.DataFrame) -> Facts | None:
    """Return the facts of the third finding: what follows a shortfall and an overshoot, with and without unusual years."""
    by = {row["name"]: row for row in records(ratchet)}
    rows = {name: by.get(name, {}) for name in ("all", "calm")}
    if not all(isinstance(rows[name].get("under"), Quantity) for name in rows):
        return None
    terms = {f"{term}_{name}": row[term] for name, row in rows.items() for term in ("over", "under")}
    return {**terms, "n": rows["all"]["n"], "m": rows["calm"]["n"]}


def headline(stand: Standing, quartiles: pd.DataFrame, means: pd.DataFrame, shares: pd.DataFrame) -> Facts:
    """Return the headline numbers: our target beside the provinces' median, the step to the nation, the share missed.

    ``first`` and ``last`` are the years that the step and the share are of.
    """
    own, steps = stand.mark("own"), named(means, "mean")
    there = quartiles[(quartiles["level"] == "province") & (quartiles["period"] == stand.period)]
    found = {"own": own.figure if own else None, "median": next(iter(there["median"]), None), "period": stand.period}
    found |= {"first": quartiles["period"].min(), "last": quartiles["period"].max()}
    return {**found, "above": steps.get("province"), "missed": named(shares, "missed").get("all")}


def tested(rows: pd.DataFrame, means: pd.DataFrame, own: str) -> list[Facts]:
    """Return indicators beside the ones above: copied from there, amplified though nobody competes, or not amplified.

    ``rows``: as `ladders` returns them; ``means``: the mean step of each indicator and level, in their order, as `across`
    returns it; ``own``: the indicator that the brief is about, which is no placebo: there is no ``finding`` on it.
    """
    each = rows.groupby(["indicator", "step"], as_index=False, sort=False)
    counts = each.agg(n=("gap", "size"), years=("period", "nunique"), equal=("equal", "mean"), bolder=("bolder", "mean"))
    out = []
    for row in records(counts.assign(mean=means.get("mean"))):
        timid = 1 - row["equal"] - row["bolder"]
        found = "copied" if row["equal"] > 0.5 else "amplified" if row["bolder"] > 2 * timid and clear(row["mean"]) else "even"
        shares = {k: Quantity.exact(100 * row[k], "%", basis="part / whole") for k in ("equal", "bolder")}
        out.append({**row, **shares, "finding": "" if row["indicator"] == own else found})
    return out


def dated(rows: pd.DataFrame) -> list[Facts]:
    """Return a sentence's facts for each series that has a date; ``together``: clear with all series tested together."""
    return [{**row, "says": "clear" if row["clear"] else "open", "together": row["adjusted"] < 0.05} for row in records(rows)]


def answer(cuts: pd.DataFrame, column: str = "late") -> Facts | None:
    """Return the cuts at which more targets were missed since than before, and whether later cuts show none.

    ``cuts``: as `across` returns them for `windows`: names are years.
    """
    known = [row for row in records(cuts) if isinstance(row.get(column), Quantity)]
    up = [int(row["name"]) for row in known if row[column].low > 0]
    if not known:
        return None
    years = [int(row["name"]) for row in known]
    if not up:
        return {"says": "none", "first": years[0], "last": years[-1]}
    top = max((row for row in known if row[column].low > 0), key=lambda row: row[column].value)
    joined = _together(up, int(top["name"]))
    again = [year for year in up if year > max(joined)]
    found = {"low": min(joined), "high": max(joined), "year": int(top["name"]), "change": top[column], "last": years[-1]}
    return {**found, "says": "again" if again else "once", "again": again}


def _together(years: Sequence[int], one: int) -> list[int]:
    """Return the run of consecutive years in which one stands.

    >>> _together([2007, 2011, 2012, 2013, 2022], 2012)
    [2011, 2012, 2013]
    """
    run = [one]
    while run[-1] + 1 in years:
        run.append(run[-1] + 1)
    while run[0] - 1 in years:
        run.insert(0, run[0] - 1)
    return run


def estimands(ladder: pd.DataFrame, fitted: Mapping[str, Sequence[pd.DataFrame]]) -> list[Facts]:
    """Return what equal weights by row, by area or by year give for each step: three questions, three answers.

    ``name`` of the step, ``weight``, ``mean`` (a quantity; its interval is its value where nothing was ``fitted``), how many
    ``n`` weigh equally, and ``serial``, the autocorrelation of yearly means. ``ladder``: as `ladder` returns it;
    ``fitted``: estimates by ``rows``, ``areas`` or ``years``, as `across` returns them, each with its own errors.
    """
    out = []
    for step, rows in ladder.groupby("step", sort=False):
        yearly = rows.groupby("period")["gap"].mean()
        weights = {"years": yearly, "areas": rows.groupby("area_code")["gap"].mean(), "rows": rows["gap"]}
        for weight, values in weights.items():
            known = [named(frame, "mean").get(str(step)) for frame in fitted.get(weight, ())]
            bare = Quantity.exact(float(values.mean()), basis=MEANS)
            for mean in [m for m in known if m is not None] or [bare]:
                serial = float(yearly.autocorr()) if weight == "years" and len(yearly) > 2 else None
                facts = {"name": step, "weight": weight, "mean": mean, "n": len(values), "serial": serial}
                out.append({**facts, "fitted": mean is not bare})
    return out


def asymmetry(sides: pd.DataFrame, growth: pd.DataFrame) -> Facts | None:
    """Return whether targets follow a shortfall more or less than an overshoot, and a fall of growth more or less than a rise.

    ``lean`` is of shortfalls, by both intervals, and ``moves`` of falls of growth without year effects, in a sample that has no
    unusual year on either side of a move; ``hangs``: with unusual years the two sides cannot be told apart. ``sides``,
    ``growth``: ``name``, ``difference`` (slope of shortfalls less that of overshoots, of falls less that of rises); ``sides``
    also ``wild``, its interval by few years.
    """
    by, also = ({row["name"]: row for row in records(frame)} for frame in (sides, growth))
    calm, common = by.get("calm", {}), also.get("common", {})
    found = {"calm": calm.get("difference"), "wild": calm.get("wild"), "all": by.get("all", {}).get("difference")}
    found |= {"rise": common.get("rise"), "fall": common.get("fall"), "apart": common.get("difference")}
    if not all(isinstance(q, Quantity) for q in found.values()):
        return None
    lean, moves = _leaning(found["calm"], found["wild"]), _leaning(found["apart"])
    words = {"lean": ("overshoot", "even", "shortfall")[lean + 1], "moves": ("rise", "even", "fall")[moves + 1]}
    return {**found, **words, "hangs": not _leaning(found["all"])}


def _leaning(of: Quantity | None, *also: Quantity | None) -> int:
    """Return the sign of a difference that every one of its intervals tells from zero, else 0."""
    return int(np.sign(of.value)) if of is not None and all(map(clear, (of, *also))) else 0


def selected(known: pd.DataFrame) -> Facts | None:
    """Return the facts of `selection`; None of small samples."""
    found = selection(known)
    if found.empty:
        return None
    (far, rest), (n, m) = found["stated"], found["n"]
    return {"far": far, "rest": rest, "n": n, "m": m}


def bunched(heaps: pd.DataFrame, grid: pd.DataFrame) -> Facts | None:
    """Return how often outcomes stand exactly at their target, estimates apart, and how far that depends on the fit."""
    by = {row["name"]: row for row in records(heaps)}
    if "all" not in by or not isinstance(by["all"].get("at"), Quantity):
        return None
    tilt, sides = by["all"].get("tilt"), [by["all"].get(side) for side in ("above", "below")]
    found = {name: by[name]["at"] if name in by and isinstance(by[name]["at"], Quantity) else None
        for name in ("all", "preliminary", "final", "provinces", "cities")}  # fmt: skip
    ends = [row["at"].value for row in records(grid) if isinstance(row["at"], Quantity)]
    span = Quantity(math.nan, min(ends), max(ends), basis=by["all"]["at"].basis) if ends else None
    # More than the smooth line on both sides of the target, too: a wide heap, or a peak that the polynomial does not follow.
    peak = all(isinstance(side, Quantity) and side.low > 1 for side in sides)
    return {**found, "n": by["all"]["n"], "tilt": tilt, "tilted": clear(tilt, 1.0), "span": span, "fits": len(ends),
        "peak": peak, "above": sides[0], "below": sides[1], "holds": bool(ends) and min(ends) > 1}  # fmt: skip


# --- rows of the tables ----------------------------------------------------------------------------------------------

Row = Mapping[str, Any]
#: Fewest targets of a level and year whose quartiles are given.
_FEWEST = 4


def quartiles(sample: Sample) -> pd.DataFrame:
    """Return the numbers that targets name, one row a level and year: ``level``, ``period``, ``median`` (quartiles), ``n``."""
    unit = next(iter(sample.targets["unit"]), "")
    out = []
    for (level, year), named in sample.local(sample.targets).groupby(["level", "period"])["named"]:
        low, middle, high = named.quantile([0.25, 0.5, 0.75])
        of = Quantity(middle, low, high, unit, basis=NAMED) if len(named) >= _FEWEST else None
        out.append({"level": level, "period": year, "median": of, "n": len(named)})
    return pd.DataFrame(out, columns=["level", "period", "median", "n"])


def years(sample: Sample, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one row a year, the newest first: the nation's target, and quartiles and count of each level."""
    nation = {row["period"]: Quantity.of(row) for row in records(sample.targets[sample.targets["level"] == "nation"])}
    cells = {(row["level"], row["period"]): row for row in records(rows)}
    out = []
    for year in sorted({*nation, *rows["period"]}, reverse=True):
        row: dict[str, Any] = {"period": year, "nation": nation.get(year)}
        for level in sample.levels:
            found = cells.get((level, year), {})
            name = level.replace(" ", "_")
            row |= {name: found.get("median"), f"{name}_n": found.get("n")}
        out.append(row)
    return out


def map_read(coverage: pd.DataFrame) -> list[dict[str, Any]]:
    """Return how much of the map was read: a row a level, with how many areas there are where that is known."""
    # Codes in use; Taiwan, Hong Kong and Macao make no such reports.
    known = {area.code: area for area in read_areas().values()}
    of = Counter(area.level for area in known.values() if not area.until and area.code[:2] not in ("71", "81", "82"))
    rows = [{**row, "whole": of["province"] if row["level"] == "province" else None} for row in records(coverage)]
    cities = sum(row["areas"] for row in rows if row["level"] in ("major city", "prefecture"))
    none = dict.fromkeys(("first", "last", "targets", "pairs", "successions"))
    return [*rows, {"level": "city", "areas": cities, "whole": of["prefecture"], **none}] if cities else rows


def widest(pairs: pd.DataFrame, n: int = 8) -> list[dict[str, Any]]:
    """Return the pairs of values that lie furthest apart, with what each side states: to be checked at their sources.

    ``seen`` is the day when both numbers were looked up in the text and found so printed, or None. Figures that a report gives
    for a part of an area or of a year are in no sample, see `read_sample`.
    """
    some, looked = pairs[pairs["valued"]], _looked_up()
    order = some["gap"].abs().sort_values(ascending=False, kind="stable").index
    out = []
    for row in records(some.loc[order].head(n)):
        side = {name.removeprefix("out_"): value for name, value in row.items() if name.startswith("out_")}
        target, outcome = Quantity.of(row), Quantity.of(side)
        gap = Quantity.exact(row["gap"], basis=OFF, inputs=(outcome, target))
        about = {"area_zh": row["area"], "area_en": english_name(row["area_code"], row["area"]), "period": row["period"]}
        doubt = (row["out_flag"] or row["flag"]).partition(";")[0]
        days = [looked.get((row[f"{of}doc"], row["period"], row[f"{of}value"])) for of in ("", "out_")]
        seen = max(filter(None, days)) if all(days) else None
        out.append({**about, "target": target, "outcome": outcome, "gap": gap, "doubt": doubt, "seen": seen})
    return out


def _looked_up() -> dict[tuple[str, int, float], str]:
    """Return the day when growth of gross product was looked up in a report, by report, year and value."""
    path = find_panel().with_name("looked_up.csv")
    rows = records(pd.read_csv(path)) if path.is_file() else []
    return {(row["doc"], row["period"], row["value"]): row["on"] for row in rows}


def history(sample: Sample, stated: pd.DataFrame, names: Mapping[str, tuple[str, str]], year: int) -> pd.DataFrame:
    """Return targets and outcomes of areas, the newest year first, one row an area and year.

    ``stated``: rows of `xclib.series` of the first area: these go before what the panel has of it; ``names``: areas in the
    order wanted, with their names in Chinese and English; ``year``: the one reported, near the end of the `SPAN` years listed.
    """
    codes, known = list(names), stated[stated["status"].isin(["target", "actual", "preliminary"])]
    own = sorted(records(known.assign(area_code=codes[0])), key=trust)
    listed = [rows[rows["area_code"].isin(codes)] for rows in (sample.targets, sample.outcomes)]
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for row in chain(own, *map(records, listed)):  # what stands first counts
        name = "target" if row["status"] == "target" else "outcome"
        found.setdefault((int(row["period"]), row["area_code"]), {}).setdefault(name, Quantity.of(row))
    last = min(max((of for of, _ in found), default=0), year + AFTER)
    rows: list[dict[str, Any]] = []
    for of, code in sorted(found, key=lambda at: (-at[0], codes.index(at[1]))):
        about = {"area_code": code, "area_zh": names[code][0], "area_en": names[code][1], "period": of}
        rows += [about | {"target": None, "outcome": None} | found[of, code]] if last - SPAN < of <= last else []
    return pd.DataFrame(rows, columns=["area_code", "area_zh", "area_en", "period", "target", "outcome"])


def explain_gaps(history: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Add to `history` why a target or an outcome is missing: the report is there and states none, or there is no report.

    With ``target_why`` and ``outcome_why``: ``silent``, ``unread``, or empty where the number is there. ``history``: as
    `history` returns it; ``coverage``: as `xclib.coverage` returns it. What it does not list has no report.
    """
    states = {(r["area_code"], int(r["period"]), r["status"]): r["state"] for r in records(coverage)}
    found = history.copy()
    for name, status in (("target", "target"), ("outcome", "actual")):
        seen = [states.get((r["area_code"], int(r["period"]), status), "") for r in records(history)]
        why = ["silent" if state in ("not stated", "stated but not read") else "unread" for state in seen]
        found[f"{name}_why"] = [
            "" if isinstance(of, Quantity) else reason for of, reason in zip(history[name], why, strict=True)
        ]
    return found


def used(history: pd.DataFrame, wide: Sequence[Row]) -> list[dict[str, Any]]:
    """Return every figure that the brief names one by one, with what is left open around it; all others enter means only."""
    out = []
    for row in [*records(history), *wide]:
        for status, name in (("target", "target"), ("actual", "outcome")):
            if isinstance(of := row[name], Quantity):
                about = {"area_zh": row["area_zh"], "area_en": row["area_en"], "period": row["period"], "status": status}
                out.append({**about, "figure": of, "room": of.room})
    return out


def followed(sample: Sample, coverage: pd.DataFrame, pairs: pd.DataFrame, gauges: pd.DataFrame) -> pd.DataFrame:
    """Return all targets with what became of their outcome: whether the next report was read, and whether it states one.

    ``area_code``, ``level``, ``period``, ``state`` (``stated``, ``silent`` where the next report was read and gives none,
    ``unread``), ``missed`` (NaN where not known) and ``ahead`` (the gauge less the number that the target names).
    ``coverage``: as `xclib.coverage` returns it for outcomes; ``pairs``: as `pairs` returns them; ``gauges``:
    outcomes of another indicator, as `xclib.panel` returns them: a gauge of how the year went that does not depend on
    whether the outcome is stated.
    """
    key = ["area_code", "period"]
    rows = sample.local(sample.targets)[[*key, "level", "home", "named"]]
    rows = rows[rows["period"] < rows["period"].max()]
    seen = coverage[coverage["status"] == "actual"][[*key, "state"]].drop_duplicates(key)
    rows = rows.merge(seen, on=key, how="left").merge(pairs[[*key, "missed"]], on=key, how="left")
    beside = gauges[gauges["status"] == "actual"].drop_duplicates(key)[[*key, "value"]]
    rows = rows.merge(beside, on=key, how="left")
    states = {"stated": "stated", "not stated": "silent", "stated but not read": "silent"}
    state = rows["state"].map(states).fillna("unread").mask(rows["missed"].notna(), "stated")
    ahead = rows["value"] - rows["named"] if sample.rate else math.nan  # a gauge is a rate, which no count is held against
    found: pd.DataFrame = rows.assign(state=state, ahead=ahead).drop(columns="value")
    return found


def areas_shown(page: Page, highlight: Sequence[str], other: str) -> dict[str, tuple[str, str]]:
    """Return the areas whose years are listed, with their names: the page's, the one compared, and those asked for.

    ``page``: of the report. ``highlight``: codes asked for; without any, the areas above the page's. ``other``: a registered
    report or an area code, empty for none.
    """
    register, facts = front.reports(), front.context(stored=True)
    second = standing.find_other(other, register, front.figures(stored=True), load_panel(), facts)
    beside = [str(second[0]["area_code"])] if second else []
    codes = [page.area, *beside, *(highlight or above(page.area))]
    return names(list(dict.fromkeys(codes)), pd.concat([register, facts]))


def marks(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the estimates of a column as a chart draws them, one row a sample; those missing are left out."""
    known = [(row["name"], row[column]) for row in records(rows) if isinstance(row.get(column), Quantity)]
    drawn = [{"label": name, "value": of.value, "low": of.low, "high": of.high} for name, of in known]
    return pd.DataFrame(drawn, columns=["label", "value", "low", "high"]).round(2)


def names(codes: Sequence[str], register: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the names of areas in Chinese and English, by code; Chinese where no English one is on record.

    ``register``: ``area_code``, ``area_zh``, ``area_en``, as `xclib.context` and `xclib.reports` have them.
    """
    listed = {row["area_code"]: (row["area_zh"], row["area_en"]) for row in records(register.drop_duplicates("area_code"))}
    known = {area.code: (area.name, area.name_en) for area in read_areas().values() if not area.successor}
    return {code: listed.get(code) or known.get(code, (code, code)) for code in codes}
