"""The targets analysis on invented panels of real areas, with planted effects and hand-worked numbers."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

import xclib as xc
from xclib.analyses import targets
from xclib.economics.quantity import Quantity
from xclib.errors import UnknownNameError
from xclib.model.areas import NATION, read_areas
from xclib.words import Words, read_catalogue

INF = math.inf
PROVINCES = sorted({a.code for a in read_areas().values() if a.level == "province" and a.code[:2] not in ("71", "81", "82")})
CITIES = sorted({a.code for a in read_areas().values() if a.level == "prefecture" and not a.until})[::4]


def row(area: str, period: int, value: float, **told: Any) -> dict[str, Any]:
    """A row of the panel; a target without a word, or an outcome to one decimal."""
    status = told.get("status", "target")
    half = 0.05 if status == "actual" else 0.0
    level = "nation" if area == NATION else "province" if area.endswith("0000") else "prefecture"
    return {
        "doc": f"invented/{area}/{period + (status == 'actual')}", "area_code": area, "area": area, "level": level,
        "indicator": "gdp_growth", "status": status, "period": str(period), "value": value, "value_high": math.nan,
        "low": value - half, "high": value + half, "bound": "=", "unit": "%", "as_printed": f"{value:g}%", "line": 1,
        "source_url": f"https://yunze.example/{area}/{period}", "flag": "", "scope": "", "coverage": "year", "preliminary": False,
    } | told  # fmt: skip


def panel(
    *, step: float = 1.0, react: float = 0.0, miss: float = 0.0, seed: int = 5, noise: float = 0.5, follow: float = 1.0
) -> pd.DataFrame:
    """Provinces aim ``step`` above the nation, cities ``step`` above their province; targets follow last year's miss.

    Outcomes take over a share ``follow`` of what a target has above its usual place.
    """
    rng = np.random.default_rng(seed)
    parent = {a.code: a.parent for a in read_areas().values()}
    rows, gaps = [], dict.fromkeys([*PROVINCES, *CITIES], 0.0)
    for year in range(2003, 2019):
        aims = {NATION: 8.0 - 0.2 * (year - 2003)}
        rows.append(row(NATION, year, aims[NATION]))
        for code in [*PROVINCES, *CITIES]:
            aims[code] = round(aims[parent[code]] + step + react * gaps[code] + noise * rng.normal(), 1)
            usual = aims[parent[code]] + step
            reached = round(usual + follow * (aims[code] - usual) + miss + rng.normal(), 1)
            gaps[code] = reached - aims[code]
            rows += [row(code, year, aims[code]), row(code, year, reached, status="actual")]
    return pd.DataFrame(rows)


@cache
def panel_sample() -> targets.Sample:
    return targets.read_sample(panel(), "gdp_growth")


@pytest.fixture(scope="module")
def planted() -> targets.Sample:
    return targets.read_sample(panel(step=1.0, react=0.3, miss=-0.5), "gdp_growth")


@pytest.fixture(scope="module")
def nothing() -> targets.Sample:
    return targets.read_sample(panel(step=0.0), "gdp_growth")


def yearly(data: targets.Sample) -> dict[str, pd.DataFrame]:
    means = targets.ladder(data).groupby(["step", "period"], as_index=False, sort=False)["gap"].mean()
    return dict(list(means.groupby("step", sort=False)))


def test_planted_amplification_is_found_with_one_vote_a_year(planted: targets.Sample) -> None:
    # Targets also follow a miss of -0.5 by 0.3, so that provinces stand 0.85 above the nation and cities above them.
    found = targets.across(yearly(planted), "gap ~ 1", errors="HAC", lags=3)
    assert found["name"].tolist() == ["province", "city"]
    for mean in found["mean"]:
        assert mean.value == pytest.approx(0.85, abs=0.1)
        assert mean.low > 0.5
    assert found["clear"].all()


def test_no_amplification_is_not_found(nothing: targets.Sample) -> None:
    """How often intervals miss zero by chance is measured in test_panel_models; here the estimates are near it."""
    found = targets.across(yearly(nothing), "gap ~ 1", errors="HAC", lags=3)
    assert all(abs(mean.value) < 0.06 for mean in found["mean"])


def test_means_over_rows_areas_and_years_are_three_answers() -> None:
    """One area with 2 in each of three years, and in the last year two more with 0: 1.2, 0.67 and 1.56."""
    rows = [row(NATION, y, 5.0) for y in (2010, 2011, 2012)] + [row("110000", y, 7.0) for y in (2010, 2011, 2012)]
    rows += [row(code, 2012, 5.0) for code in ("120000", "130000")]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    found = pd.DataFrame(targets.estimands(targets.ladder(data), {})).set_index("weight")
    assert [found["mean"][by].value for by in ("rows", "areas", "years")] == pytest.approx([6 / 5, 2 / 3, (2 + 2 + 2 / 3) / 3])
    assert [found["n"][by] for by in ("rows", "areas", "years")] == [5, 3, 3]
    assert not found["fitted"].any()
    fitted = {"years": [targets.across(yearly(panel_sample()), "gap ~ 1", errors=e, lags=3) for e in ("HAC", "blocks")]}
    both = [
        r
        for r in targets.estimands(targets.ladder(panel_sample()), fitted)
        if (r["name"], r["weight"]) == ("province", "years")
    ]
    assert len({r["mean"].basis for r in both}) == 2


def test_series_dated_together_are_tested_together() -> None:
    """Holm's p-value of the clearest of three series is three times its own, and none falls below the one before."""
    rng = np.random.default_rng(3)
    years = range(2003, 2025)
    series = {name: pd.DataFrame({"period": years, "gap": [size * (y < 2012) + rng.normal() for y in years]})
        for name, size in (("large", 3.0), ("middle", 1.0), ("none", 0.0))}  # fmt: skip
    found = targets.dates(series, "gap", draws=399).sort_values("p_value")
    expected = np.maximum.accumulate(found["p_value"] * [3, 2, 1]).clip(upper=1)
    assert found["adjusted"].tolist() == pytest.approx(expected.tolist())
    assert set(found["tests"]) == {3}
    words = Words(read_catalogue(ROOT / "notebooks" / "targets.yaml"), "en")
    row = found.iloc[[0]].assign(name="missed", clear=True)
    for adjusted, said in ((0.01, False), (0.2, True)):
        (facts,) = targets.dated(row.assign(adjusted=adjusted))
        assert ("when the 3 series are tested together" in str(words("dated", **facts))) is said


def test_a_share_without_unusual_years_is_that_of_the_later_part_and_says_so(planted: targets.Sample) -> None:
    parts = targets.parts(planted.local(targets.pairs(planted)), "late calm", split=2011, unusual=[2015])
    assert set(parts["late calm"]["period"]) == {*range(2011, 2019)} - {2015}
    with pytest.raises(UnknownNameError, match="unknown part 'provinzes'; did you mean provinces"):
        targets.parts(targets.pairs(planted), "provinzes")
    words = {
        lang: Words(read_catalogue(ROOT / "notebooks" / "targets.yaml"), lang).code("late calm", "sample")
        for lang in ("zh", "en")
    }
    assert words == {"zh": "转折以后，去掉异常年份", "en": "Since the shift, without unusual years"}


def test_the_order_of_the_levels_is_counted_in_years_with_all_three() -> None:
    order = pd.DataFrame(
        {"nation": [7.0, 7.0, math.nan], "province": [8.0, 6.0, 8.0], "city": [9.0] * 3}, index=[2010, 2011, 2012]
    )
    order["ordered"] = (order["nation"] < order["province"]) & (order["province"] < order["city"])
    found = targets.ordered(order)
    assert found is not None
    assert (found["n"], found["years"], found["against"], found["every"]) == (1, 2, [2011], False)
    assert targets.ordered(order.iloc[2:]) is None
    many = pd.concat([order.iloc[[1]]] * 6).set_axis(range(2010, 2016), axis=0)
    assert (targets.ordered(many) or {})["against"] == [], "a sentence does not list six years"


def test_a_placebo_that_is_copied_is_none_and_one_with_discretion_is_read_by_its_direction() -> None:
    cases = {
        "gdp_growth": (1, 8, Quantity(1.0, 0.5, 1.5)),
        "cpi": (9, 1, Quantity(0.1, 0.05, 0.15)),
        "unemployment_registered": (3, 6, Quantity(-0.4, -0.5, -0.3)),
        "rd_intensity": (3, 6, Quantity(0.1, -0.1, 0.3)),
    }
    rows = [{"indicator": code, "step": "city", "period": 2010 + n // 5, "gap": 0.0, "equal": n < equal, "bolder": n >= 10 - bolder}
        for code, (equal, bolder, _) in cases.items() for n in range(10)]  # fmt: skip
    means = pd.DataFrame({"mean": [mean for *_, mean in cases.values()]})
    found = targets.tested(pd.DataFrame(rows), means, "gdp_growth")
    assert [row["finding"] for row in found] == ["", "copied", "amplified", "even"]
    assert [(row["n"], row["years"], row["equal"].value) for row in found[:2]] == [(10, 2, 10.0), (10, 2, 90.0)]


RULE = "aim ~ aim_1 + over + under | area_code + period"


def test_a_planted_reaction_to_a_miss_is_found_on_both_sides(planted: targets.Sample) -> None:
    again = targets.successive(planted)
    by: dict[str, Any] = {"difference": "under - over", "cluster": ["home", "period"]}
    found = targets.across({"all": again}, RULE, **by).iloc[0]
    assert found["over"].low < 0.3 < found["over"].high
    assert found["under"].low < 0.3 < found["under"].high
    apart = found["difference"]
    assert apart.value == pytest.approx(found["under"].value - found["over"].value)
    assert apart.high - apart.low > found["under"].high - found["under"].low, "two slopes of one sample, their errors joined"
    assert f"{RULE}: under - over;" in apart.basis
    beside = targets.across({"all": again}, RULE.replace("over", "miss"), cluster=["home", "period"])["under"][0]
    assert [apart.value, apart.low, apart.high] == pytest.approx([beside.value, beside.low, beside.high])
    more = "aim ~ aim_1 + rise + fall + under | area_code"
    moved = targets.across({"all": again}, more, **by | {"difference": "fall - rise"}).iloc[0]
    assert moved["difference"].value == pytest.approx(moved["fall"].value - moved["rise"].value)
    assert targets.across({"few": again.head(3)}, RULE, **by)["difference"].tolist() == [None]
    wild = targets.across({"all": again}, RULE.replace("over", "miss"), cluster=["period"], errors="wild").iloc[0]
    assert wild["under"].low < 0 < wild["under"].high


def test_an_asymmetry_needs_every_interval_to_leave_zero_out() -> None:
    apart, none = Quantity(0.2, 0.1, 0.3), Quantity(0.0, -0.2, 0.2)
    cases = ((apart, none, none, ("shortfall", "even", True)), (none, apart, apart, ("even", "fall", False)))
    for wild, moved, every, says in cases:
        growth = pd.DataFrame([{"name": "common", "rise": none, "fall": apart, "difference": moved}])
        sides = pd.DataFrame(
            [{"name": "calm", "difference": apart, "wild": wild}, {"name": "all", "difference": every, "wild": None}]
        )
        found = targets.asymmetry(sides, growth)
        assert found is not None
        assert (found["lean"], found["moves"], found["hangs"]) == says
        assert targets.asymmetry(sides.head(1), growth) is None


def test_regression_to_the_mean_is_no_reaction() -> None:
    """Targets wobble, outcomes do not follow, nobody reacts: the change on last year's gap has a slope all the same."""
    again = targets.successive(targets.read_sample(panel(follow=0.0), "gdp_growth"))
    naive = targets.across({"all": again}, "change ~ miss | area_code + period", cluster=["home", "period"]).iloc[0]
    assert naive["miss"].low > 0.05
    held = targets.across({"all": again}, RULE, cluster=["home", "period"]).iloc[0]
    assert all(abs(held[side].value) < naive["miss"].value / 3 for side in ("over", "under"))
    rise = targets.across({"all": again}, "aim ~ aim_1 + rise + fall | area_code + period", cluster=["home", "period"]).iloc[0]
    assert all(abs(rise[side].value) < 0.06 for side in ("rise", "fall"))
    assert abs(targets.differenced(again).iloc[0]["reached_1"].value) < naive["miss"].value / 2


def test_the_mean_gap_and_the_share_missed_are_those_planted(planted: targets.Sample) -> None:
    pairs = planted.local(targets.pairs(planted))
    variants = targets.variants(pairs, split=2011, unusual=[2015])
    base = targets.across(variants, "gap ~ 1", cluster=["home", "period"]).set_index("name")["mean"]["base"]
    assert base.low < -0.5 < base.high
    slope = targets.across(variants, "reached ~ aim | area_code + period", cluster=["home", "period"]).set_index("name")["aim"][
        "base"
    ]
    assert slope.low < 1 < slope.high
    parts = targets.parts(pairs, "all", split=2011)
    shares = targets.shares(parts, ["missed"], cluster=["home", "period"]).set_index("name")["missed"]
    # P(N(-0.5, 1) < -0.05, rounded) = P(z < 0.4): about two thirds.
    assert 60 < shares["all"].value < 72
    assert set(variants) >= {
        "base",
        "bounds",
        "unflagged",
        "final",
        "provinces",
        "cities",
        "early",
        "late",
        "calm",
        "winsorized",
    }


def test_a_shift_is_dated_from_the_rows_and_a_late_cut_does_not_live_off_it() -> None:
    rng = np.random.default_rng(9)
    rows = pd.DataFrame([{"area_code": code, "home": code, "period": y, "missed": float(rng.random() < (0.1 if y < 2012 else 0.6))}
        for code in PROVINCES for y in range(2003, 2023)])  # fmt: skip
    shift = targets.dates({"missed": rows}, "missed").iloc[0]
    assert (shift["year"], shift["clear"]) == (2012, True)
    cuts = targets.across(targets.windows(rows), "missed ~ late | area_code", cluster=["home", "period"])
    found = targets.answer(cuts)
    assert found is not None
    assert (found["year"], found["says"], found["again"]) == (2012, "once", [])
    assert found["high"] < 2016
    none = targets.answer(
        targets.across(targets.windows(rows[rows["period"] > 2012]), "missed ~ late | area_code", cluster=["home", "period"])
    )
    assert none == {"says": "none", "first": 2017, "last": 2019}


def test_outcomes_that_are_not_known_bound_the_share_missed() -> None:
    rows = pd.DataFrame({"missed": [1.0, 0.0, 0.0, math.nan, math.nan]})
    found = targets.bounds({"all": rows, "none": rows.iloc[3:]}).iloc[0]
    assert (found["n"], found["unknown"]) == (5, 2)
    assert [found["share"].value, found["share"].low, found["share"].high] == pytest.approx([100 / 3, 20, 60])
    many = pd.DataFrame(
        [
            {"area_code": f"{a}", "period": 2000 + t, "missed": math.nan if t < 2 else float(t < 5)}
            for a in range(12)
            for t in range(10)
        ]
    )
    wide = targets.bounds({"all": many}, cluster=["area_code", "period"]).iloc[0]
    assert (wide["share"].low, wide["share"].high) == (30.0, 50.0)
    assert wide["outer"].low < 20, "ten years tell no more exactly than that"
    assert wide["outer"].high > 60


def test_outcomes_that_are_stated_less_often_after_bad_years_have_an_interval() -> None:
    rows = [{"state": "silent" if n < 4 else "stated", "ahead": -9.0} for n in range(20)]
    rows += [{"state": "stated", "ahead": 1.0}] * 50 + [{"state": "unread", "ahead": -9.0}]
    known = pd.DataFrame(rows)
    far, rest = targets.selection(known)["stated"]
    assert [round(q, 1) for q in (far.value, far.low, far.high)] == [80.0, 58.4, 91.9]
    assert (rest.value, round(rest.low, 1), round(rest.high, 1)) == (100.0, 92.9, 100.0)
    assert targets.selection(known[known["ahead"] < 0]).empty, "nothing to set beside it"


def test_what_became_of_a_target_is_told_from_the_next_report() -> None:
    rows = [row("110000", y, 8.0) for y in (2010, 2011, 2012, 2013)] + [row("110000", 2010, 7.0, status="actual")]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    seen = pd.DataFrame({"area_code": "110000", "status": "actual", "period": [2010, 2011], "state": ["stated", "not stated"]})
    gauge = pd.DataFrame([row("110000", 2011, 1.0, status="actual", indicator="industry") | {"period": 2011}])
    found = targets.followed(data, seen, data.local(targets.pairs(data)), gauge)
    assert found["state"].tolist() == ["stated", "silent", "unread"], "of the newest target no outcome can be known"
    assert found["ahead"].tolist()[1] == -7
    counts = targets.read_sample(pd.DataFrame(rows).assign(unit="persons"), "gdp_growth")
    assert targets.followed(counts, seen, targets.pairs(counts), gauge)["ahead"].isna().all(), "a rate is held against no count"


@pytest.mark.parametrize(
    ("target", "outcome", "verdict", "missed"),
    [
        ({"value": 8.0}, {"value": 8.0}, "within", 0),
        ({"value": 8.0}, {"value": 7.9}, "below", 1),
        ({"value": 8.0, "low": 7.5, "high": 8.5, "bound": "~"}, {"value": 7.6}, "within", 0),
        ({"value": 8.0, "high": INF, "bound": ">="}, {"value": 12.0}, "within", 0),
        ({"value": 8.0, "high": INF, "bound": ">="}, {"value": 7.9}, "below", 1),
        ({"value": 7.5, "value_high": 8.0, "high": 8.0}, {"value": 7.8}, "within", 0),
        ({"value": 9.0}, {"value": 8.0, "low": 8.0, "high": INF, "bound": ">="}, "within", math.nan),
        ({"value": 8.0}, {"value": 8.0, "low": 8.0, "high": INF, "bound": ">="}, "within", 0),
        ({"value": 8.0}, {"value": 9.0}, "above", 0),
        ({"value": 9.0, "low": 8.5, "high": 9.5, "bound": "~"}, {"value": 8.0, "low": 7.5, "high": 8.5}, "below", 1),
        ({"value": 8.5, "low": 8.5, "high": INF, "bound": ">="}, {"value": 8.0, "low": 7.5, "high": 8.5}, "below", 1),
        ({"value": 7.0, "low": 6.5, "high": 7.5, "bound": "~"}, {"value": 8.0, "low": 7.5, "high": 8.5}, "above", 0),
    ],
)
def test_a_target_is_judged_by_its_words(target: dict[str, Any], outcome: dict[str, Any], verdict: str, missed: float) -> None:
    rows = [row("110000", 2010, **target), row("110000", 2010, status="actual", **outcome)]
    pair = targets.pairs(targets.read_sample(pd.DataFrame(rows), "gdp_growth")).iloc[0]
    assert pair["verdict"] == verdict
    assert pair["missed"] == missed or (math.isnan(missed) and math.isnan(pair["missed"]))


def test_a_bound_is_no_value_and_a_range_counts_with_its_middle() -> None:
    rows = [row("110000", 2010, 6.0, value_high=6.5, high=6.5), row("110000", 2011, 6.0, bound=">=", high=INF)]
    rows += [row("110000", year, 6.0, status="actual") for year in (2010, 2011)]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    assert data.targets["kind"].tolist() == ["range", "floor"]
    assert data.targets["aim"].tolist() == [6.25, 6.0]
    assert not targets.pairs(data)["valued"].any()


def test_a_target_that_is_a_ceiling_is_missed_above() -> None:
    rows = [row("110000", 2010, 3.0, indicator="cpi", bound="<=", low=-INF)]
    rows += [row("110000", 2010, 3.4, indicator="cpi", status="actual")]
    pair = targets.pairs(targets.read_sample(pd.DataFrame(rows), "cpi")).iloc[0]
    assert (pair["verdict"], pair["missed"]) == ("above", 1)


def test_figures_of_a_part_of_an_area_or_of_several_years_are_in_no_sample() -> None:
    rows = [row("110000", 2010, 8.0), row("110000", 2010, -40.0, status="actual", scope="市区")]
    rows += [row("120000", 2010, 8.0), row("120000", 2010, 50.0, status="actual", coverage="years")]
    rows += [row("130000", 2010, 8.0), row("130000", 2010, 7.0, status="actual")]
    pairs = targets.pairs(targets.read_sample(pd.DataFrame(rows), "gdp_growth"))
    assert [(wide["area_en"], wide["gap"].value) for wide in targets.widest(pairs)] == [("Hebei", -1.0)]


def test_a_wide_gap_says_when_both_its_numbers_were_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row("110000", 2010, 8.0, doc="岚一"), row("110000", 2010, -4.0, status="actual", doc="岚二")]
    rows += [row("120000", 2010, 8.0, doc="岚三"), row("120000", 2010, 5.0, status="actual", doc="岚四")]
    looked = {("岚一", 2010, 8.0): "2031-02-01", ("岚二", 2010, -4.0): "2031-02-03", ("岚三", 2010, 8.0): "2031-02-01"}
    monkeypatch.setattr(targets, "_looked_up", lambda: looked)
    pairs = targets.pairs(targets.read_sample(pd.DataFrame(rows), "gdp_growth"))
    assert [wide["seen"] for wide in targets.widest(pairs)] == ["2031-02-03", None]


def test_every_row_of_the_widest_gaps_was_looked_up() -> None:
    pairs = targets.pairs(targets.read_sample(xc.panel(), "gdp_growth"))
    assert all(wide["seen"] for wide in targets.widest(pairs))


def test_the_outcome_is_that_of_the_next_report() -> None:
    """A communiqué of the year itself gives way to the report that sets the next target."""
    rows = [
        row(NATION, 2010, 8.0),
        row(NATION, 2010, 10.3, status="actual"),
        row(NATION, 2010, 10.4, status="actual", doc="x/2010"),
    ]
    for order in (rows, rows[::-1]):
        assert targets.pairs(targets.read_sample(pd.DataFrame(order), "gdp_growth"))["reached"].tolist() == [10.3]


def test_municipalities_are_provinces_and_the_year_before_a_gap_is_none() -> None:
    rows = [row("110000", y, 7.0, level="major city") for y in (2010, 2011, 2013)]
    rows += [row("110000", y, 7.0, status="actual", level="major city") for y in (2010, 2011)]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    assert set(data.targets["level"]) == {"province"}
    assert targets.successive(data)["period"].tolist() == [2011]


def test_round_numbers_of_rates_and_counts() -> None:
    values = [8.0, 7.5, 7.3, 10.0]
    data = targets.read_sample(pd.DataFrame([row("110000", 2003 + n, v) for n, v in enumerate(values)]), "gdp_growth")
    assert targets.numbers(data)[["whole", "half", "digit"]].to_numpy().tolist() == [
        [True, False, 0], [False, True, 5], [False, False, 3], [True, False, 0]]  # fmt: skip
    jobs = [
        row("110000", 2003 + n, v, indicator="urban_new_jobs", unit="人") for n, v in enumerate([450000.0, 400000.0, 437000.0])
    ]
    data = targets.read_sample(pd.DataFrame(jobs), "urban_new_jobs")
    assert targets.numbers(data)["round"].tolist() == [True, True, False]
    assert not data.rate
    assert data.targets["aim"].tolist() == pytest.approx([100 * math.log(v) for v in (450000, 400000, 437000)])


def test_heaping_of_targets_is_told_from_outcomes_without_it() -> None:
    rng = np.random.default_rng(2)
    rows = [row(code, y, float(rng.integers(6, 12))) for code in PROVINCES for y in range(2003, 2013)]
    rows += [row(c, y, round(float(rng.normal(8, 2)), 1), status="actual") for c in PROVINCES for y in range(2003, 2013)]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    found = targets.heaping(targets.numbers(data), draws=199)
    assert found["whole"].value == 100
    assert found["actual"].low < 20 < found["actual"].high
    assert found["difference"].low < 80 < found["difference"].high
    assert found["clear"]
    assert targets.heaping(targets.numbers(data).head(20), draws=99) == {}


def test_words_that_spread_are_found() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for code in PROVINCES:
        for year in range(2005, 2021):
            about = rng.random() < (0.2 if year < 2014 else 0.7)
            rows.append(row(code, year, 7.0, **({"bound": "~", "low": 6.5, "high": 7.5} if about else {})))
    aims = targets.read_sample(pd.DataFrame(rows), "gdp_growth").targets
    flagged = aims.assign(share=(aims["kind"] == "about") * 1.0, late=(aims["period"] >= 2014) * 1.0)
    found = targets.across({"about": flagged}, "share ~ late | area_code", cluster=["home", "period"]).iloc[0]
    assert found["late"].low < 0.5 < found["late"].high


def test_estimates_of_the_years_end_that_stand_at_their_target_are_told_from_accounts() -> None:
    rng = np.random.default_rng(11)
    gaps = np.round(rng.normal(0.0, 1.2, 900), 1)
    early = np.arange(900) % 2 == 0
    gaps = np.where(early & (rng.random(900) < 0.3), 0.0, gaps)
    rows = pd.DataFrame({"gap": gaps, "home": [PROVINCES[n % 31] for n in range(900)]})
    parts = {"preliminary": rows[early], "final": rows[~early], "all": rows}
    heaps = targets.heaps(parts, draws=199, window=3)
    grid = targets.heap_grid(rows, degrees=(3, 4), reaches=(20,), widths=(1,), step=0.1, window=3, draws=999)
    found = targets.bunched(heaps, grid)
    (same,) = grid.loc[grid["degree"] == 4, "at"]
    wide = targets.heap(rows, name="all", window=3, reach=20, draws=999)["at"]
    assert (same.low, same.value, same.high) == (wide.low, wide.value, wide.high), "the table holds the choice of the text"
    assert found is not None
    assert found["preliminary"].low > 2
    assert found["final"].low < 1.5
    assert (found["fits"], found["holds"]) == (2, True)
    assert targets.bunched(pd.DataFrame([targets.heap(rows.head(50), name="all", window=3)]), grid) is None


def test_a_small_sample_gets_no_number() -> None:
    rows = [row(NATION, 2010, 8.0), row("110000", 2010, 9.0), row("110000", 2010, 9.5, status="actual")]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    pairs, none = data.local(targets.pairs(data)), targets.across({}, "gap ~ 1")
    means = targets.across(yearly(data), "gap ~ 1", errors="HAC")
    assert "mean" not in means
    parts = targets.parts(pairs, "all", "early", "late", split=2014)
    missed = targets.shares(parts, ["missed"], cluster=["home", "period"])
    assert targets.happened(missed, targets.bounds(parts), 2014)["says"] == "small"
    again = targets.successive(data)
    assert targets.watch(targets.across({"all": again, "calm": again}, RULE, cluster=["home", "period"])) is None
    assert targets.heaping(targets.numbers(data), draws=50) == {}
    assert targets.dates({"missed": pairs}, "missed").empty
    assert targets.answer(none) is None
    assert len(targets.ends(data.targets)) == 0


def test_errors_are_clustered_by_the_province_of_an_area(planted: targets.Sample) -> None:
    homes = planted.targets.set_index("area_code")["home"].to_dict()
    assert homes["110000"] == "110000"
    assert {homes[c] for c in CITIES} <= {f"{c[:2]}0000" for c in CITIES}
    found = targets.across({"all": targets.successive(planted)}, RULE, cluster=["home", "period"]).iloc[0]
    assert (found["home"], found["period"]) == (planted.local(planted.targets)["home"].nunique(), 15)


def test_unknown_names_are_refused_with_the_choices() -> None:
    with pytest.raises(UnknownNameError, match="unknown level 'county'; choose one of province"):
        targets.read_sample(panel(), "gdp_growth", levels=["county"])
    with pytest.raises(UnknownNameError, match="choose one of gdp_growth"):
        targets.read_sample(panel(), "gdp")


def test_flagged_figures_can_be_left_out() -> None:
    rows = pd.DataFrame([row("110000", 2010, 80.0, flag="range"), row("110000", 2011, 8.0)])
    assert len(targets.read_sample(rows, "gdp_growth").targets) == 2
    assert targets.read_sample(rows, "gdp_growth", drop_flagged=True).targets["value"].tolist() == [8.0]


def test_own_figures_go_before_those_of_the_panel_and_each_brings_its_source() -> None:
    rows = [
        row(NATION, 2031, 5.0, bound="~", source_url=""),
        row("110000", 2031, 5.0),
        row("110000", 2030, 6.1, status="actual"),
    ]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    stated = pd.DataFrame([{"status": "target", "period": 2031, "value": 5.5, "low": 5.5, "high": 5.5, "bound": "=", "grade": "A",
        "unit_code": "PT", "source_url": "https://yunze.example/own", "vintage": "target", "area_code": "110102", "base": ""}])  # fmt: skip
    # A first account called preliminary is an outcome too, and gives way to one that is not.
    early = stated.assign(status="preliminary", period=2029, value=4.1, vintage="first")
    stated = pd.concat([stated, early, early.assign(status=["actual"], value=4.2, period=2028), early.assign(period=2028)])
    names = targets.names(
        ["110102", "110000", NATION], pd.DataFrame([{"area_code": "110102", "area_zh": "云泽区", "area_en": "Yunze"}])
    )
    found = targets.history(data, stated, names, 2031)
    assert found[["area_en", "period"]].to_numpy().tolist() == [
        ["Yunze", 2031],
        ["Beijing", 2031],
        ["China", 2031],
        ["Beijing", 2030],
        ["Yunze", 2029],
        ["Yunze", 2028],
    ]
    assert [outcome.printed for outcome in found["outcome"].iloc[-2:]] == [4.1, 4.2]
    own, nation = found["target"].iloc[0], found["target"].iloc[2]
    assert (own.url, nation.url, nation.place) == ("https://yunze.example/own", "", f"invented/{NATION}/2031:1")
    assert [figure["status"] for figure in targets.used(found, [])] == ["target"] * 3 + ["actual"] * 3


def test_the_years_listed_lie_around_the_one_that_the_report_plans_for() -> None:
    rows = [row("110000", year, 5.0) for year in range(2011, 2041)]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    names, none = {"110000": ("北京市", "Beijing")}, pd.DataFrame(columns=["status", "bound", "grade"])
    listed = [targets.history(data, none, names, year)["period"].tolist() for year in (2023, 2040)]
    assert listed == [[*range(2026, 2016, -1)], [*range(2040, 2030, -1)]]


def test_a_missing_number_says_whether_the_report_is_silent_or_not_there() -> None:
    """Two blanks of different kinds are never one sign: a report without a target, and no report at all."""
    rows = [row("110000", 2031, 5.0), row("110000", 2030, 6.1, status="actual"), row(NATION, 2031, 5.0)]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    names = {"110000": ("北京市", "Beijing"), NATION: ("全国", "China")}
    found = targets.history(data, pd.DataFrame(columns=["status", "bound", "grade"]), names, 2031)
    seen = [{"area_code": "110000", "period": 2030, "status": "target", "state": "not stated"},
        {"area_code": "110000", "period": 2031, "status": "actual", "state": "no report"}]  # fmt: skip
    explained = targets.explain_gaps(found, pd.DataFrame(seen))
    assert explained[["area_en", "period", "target_why", "outcome_why"]].to_numpy().tolist() == [
        ["Beijing", 2031, "", "unread"], ["China", 2031, "", "unread"], ["Beijing", 2030, "silent", ""],
    ]  # fmt: skip
    words = Words(read_catalogue(ROOT / "notebooks" / "targets.yaml"), "en")
    shown = [words("tables.history.columns.outcome.missing", outcome_why=why) for why in ("silent", "unread")]
    assert shown == ["not stated in the report", "no report at hand"]


def test_quartiles_of_a_level_stand_beside_the_nations_target() -> None:
    rows = [
        row(NATION, 2031, 5.0),
        *(row(code, 2031, v) for code, v in zip(PROVINCES[:5], (5.0, 5.5, 6.0, 6.5, 9.0), strict=True)),
    ]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    quartiles = targets.quartiles(data)
    (found,) = targets.years(data, quartiles)
    assert (found["nation"].value, found["province_n"], found["major_city"]) == (5.0, 5, None)
    assert (found["province"].value, found["province"].low, found["province"].high) == (6.0, 5.5, 6.5)
