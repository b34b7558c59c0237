"""From the panel to samples: one target an area and year, its outcome, the target above it, and last year's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from xclib.economics import panel_models as pm
from xclib.errors import unknown
from xclib.model.areas import NATION, read_areas
from xclib.model.indicators import read_indicators

#: Levels of the panel below the nation. Municipalities (Beijing, Shanghai, Tianjin, Chongqing) count as provinces.
LEVELS = ("province", "major city", "prefecture")
#: What the words of a target make of its number.
KINDS = ("point", "about", "floor", "range", "ceiling")
#: Kinds that have a value; the others are bounds and ranges.
VALUES = ("point", "about")
#: What errors are clustered by: areas of one province, whose targets lean on one provincial target, and years.
BY = ("home", "period")
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
    places = {area.code: area for area in read_areas().values()}
    year, has_range = rows["period"].astype(int), rows["value_high"].notna()
    named = rows["value"].where(~has_range, (rows["value"] + rows["value_high"]) / 2)
    known = [places.get(code) for code in rows["area_code"]]
    whole = [place is not None and place.level == "province" for place in known]
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
    level = rows["level"].mask(np.array(whole, dtype=bool), "province")
    out = rows[kept].assign(
        level=level,
        tier=level.where(level.isin(["nation", "province"]), "city"),
        parent=[place.parent if place else "" for place in known],
        home=[_home(code) for code in rows["area_code"]],
        period=year,
        kind=rows["bound"].map(_KIND).mask(has_range, "range"),
        named=named,
        aim=named if rate else 100 * np.log(named.where(named > 0)),
        late=rows["doc"].str.endswith(tuple("0123456789")) & (rows["doc"].str[-4:] == (year + 1).astype(str)),
    )
    return out.dropna(subset=["aim"]).sort_values(["area_code", "period"], kind="stable")


def _home(code: str) -> str:
    """Return the province in which an area lies.

    >>> _home("320500"), _home("110000")
    ('320000', '110000')
    """
    return f"{code[:2]}0000"


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
    # What is printed as 8% does not reach 8.5%, though its interval ends there.
    rounded = (both["out_kind"] == "point") & (both["out_low"] < both["out_high"])
    below = (both["out_high"] < both["low"]) | (rounded & np.isclose(both["out_high"], both["low"]))
    above = (both["out_low"] > both["high"]) | (rounded & np.isclose(both["out_low"], both["high"]))
    verdict = pd.Series("within", index=both.index).mask(below, "below").mask(above, "above")
    # An outcome that is itself a bound may lie on either side: "over 8%" against a target of 9%.
    loose = both["out_low"] < both["low"] if sample.worse == "below" else both["out_high"] > both["high"]
    unknown = (verdict == "within") & both["out_kind"].isin(["floor", "ceiling"]) & loose
    return both.assign(
        gap=(both["reached"] - both["aim"]).round(6),
        verdict=verdict,
        valued=both["kind"].isin(VALUES) & both["out_kind"].isin(VALUES),
        missed=(verdict == sample.worse).astype(float).mask(unknown),
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
    target) with its two sides ``over`` and ``under``, ``rise`` and ``fall`` (the same of last year's outcome against the
    one before, which has no target in it), ``valued_1``.
    """
    last = pairs(sample)[["area_code", "period", "aim", "reached", "valued", "gap"]]
    one = last.assign(period=last["period"] + 1)
    two = last.assign(period=last["period"] + 2).drop(columns=["valued", "gap"])
    now = sample.local(sample.targets)[["area_code", "parent", "home", "level", "period", "aim", "flag"]]
    both = now.merge(one.rename(columns={"valued": "valued_1", "gap": "miss"}), on=["area_code", "period"], suffixes=("", "_1"))
    both = both.rename(columns={"reached": "reached_1"}).merge(two, on=["area_code", "period"], how="left", suffixes=("", "_2"))
    both = both.rename(columns={"reached": "reached_2"})
    return both.assign(
        change=both["aim"] - both["aim_1"],
        under=both["miss"].clip(upper=0.0),
        over=both["miss"].clip(lower=0.0),
        rise=(both["reached_1"] - both["reached_2"]).clip(lower=0.0),
        fall=(both["reached_1"] - both["reached_2"]).clip(upper=0.0),
        d_aim=both["aim_1"] - both["aim_2"],
        d_reached=both["reached_1"] - both["reached_2"],
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


def parts(rows: pd.DataFrame, *, split: int, unusual: Sequence[int], levels: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return the pairs by part of the sample: all, before and since a year, since then without unusual years, and by level."""
    late, calm = rows["period"] >= split, ~rows["period"].isin(list(unusual))
    found = {"all": rows, "early": rows[~late], "late": rows[late], "late calm": rows[late & calm]}
    found |= {level: rows[rows["level"] == level] for level in levels}
    return {name: part for name, part in found.items() if len(part)}


def known_parts(known: pd.DataFrame, *, split: int) -> dict[str, pd.DataFrame]:
    """Return targets by what is known of them: those whose next report was read, before and since a year, and all.

    ``known``: as `followed` returns it; ``split``: first year of the later part.
    """
    read = known[known["state"] != "unread"]
    late = read["period"] >= split
    return {"followed": read, "early": read[~late], "late": read[late], "whole": known}


def outcome_parts(values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return pairs of values by their outcome, an estimate at the end of the year or a final number, and by level."""
    early, provinces = values["preliminary"], values["level"] == "province"
    found = {"all": values, "preliminary": values[early], "final": values[~early]}
    return found | {"provinces": values[provinces], "cities": values[~provinces]}


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
    often = base.groupby("area_code")["period"].transform("count") >= 5
    clipped = {name: base[name].clip(*base[name].quantile([0.01, 0.99])) for name in ("gap", "reached", "aim")}
    found = {
        "base": base,
        "bounds": rows,
        "unflagged": base[(base["flag"] == "") & (base["out_flag"] == "")],
        "exact": base[base["out_kind"] == "point"],
        "final": base[~base["preliminary"]],
        "provinces": base[base["level"] == "province"],
        "cities": base[base["level"] != "province"],
        "early": base[base["period"] < split],
        "late": base[base["period"] >= split],
        "calm": base[~base["period"].isin(list(unusual))],
        "winsorized": base.assign(**clipped),
        "often": base[often],
    }
    return {name: part for name, part in found.items() if len(part)}


def known_areas() -> dict[str, int]:
    """Return how many provinces and how many cities and prefectures there are, apart from codes no longer in use."""
    places = [area for area in {area.code: area for area in read_areas().values()}.values() if not area.until]
    # Taiwan, Hong Kong and Macao make no such reports.
    places = [area for area in places if area.code[:2] not in ("71", "81", "82")]
    return {
        "province": sum(area.level == "province" for area in places),
        "city": sum(area.level == "prefecture" for area in places),
    }


def found_later(sample: Sample) -> pm.Estimate:
    """Return by how much targets with a known outcome differ from those without, in one year and level.

    What it compares is whether the report of the following year survives and states the outcome; of the newest year none
    can.
    """
    rows = sample.local(sample.targets)
    have = pairs(sample)[["area_code", "period"]].assign(found=1.0)
    rows = rows.merge(have, on=["area_code", "period"], how="left").fillna({"found": 0.0})
    rows = rows[rows["period"] < rows["period"].max()]
    cells = rows.groupby(["level", "period"])
    # Means of a year and level taken out of both sides.
    rows = rows.assign(off=rows["aim"] - cells["aim"].transform("mean"), seen=rows["found"] - cells["found"].transform("mean"))
    return pm.fit(rows, "off", ["seen"], clusters=BY)["seen"]


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
