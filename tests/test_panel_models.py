"""Estimates on panels: against hand-worked numbers, planted effects, and the panel estimator of linearmodels."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from xclib.economics import breaks, bunching
from xclib.economics import panel_models as pm


def panel(areas: int = 60, years: int = 12, *, seed: int = 1, slope: float = 0.5, noise: float = 1.0) -> pd.DataFrame:
    """An invented panel: y = slope · x + area + year + noise, with x correlated with the area."""
    rng = np.random.default_rng(seed)
    area, year = np.repeat(np.arange(areas), years), np.tile(np.arange(years), areas)
    own, common = rng.normal(size=areas)[area], rng.normal(size=years)[year]
    x = own + rng.normal(size=len(area))
    y = slope * x + 3 * own + common + noise * rng.normal(size=len(area))
    return pd.DataFrame({"area_code": [f"a{a}" for a in area], "period": 2000 + year, "x": x, "y": y, "zero": y - y.mean()})


def test_a_mean_and_its_error_are_those_worked_by_hand() -> None:
    """Ten areas of three equal rows, 0 to 9: the variance of the mean is that of ten numbers, 82.5 / 9 / 10."""
    rows = pd.DataFrame({"area_code": np.repeat(list("abcdefghij"), 3), "period": 2000, "y": np.repeat(np.arange(10.0), 3)})
    made = pm.fit(rows, "y", clusters=("area_code",))
    found = made["mean"]
    assert found.value == pytest.approx(4.5)
    # 29 / 29 of the correction for one parameter; t with nine degrees of freedom is 2.262.
    assert (found.high - found.value) == pytest.approx(2.262157 * math.sqrt(82.5 / 9 / 10), rel=1e-6)
    assert made.clusters == {"area_code": 10}


def test_a_planted_slope_is_found_where_pooling_is_wrong() -> None:
    rows = panel()
    within = pm.fit(rows, "y", ["x"], areas=True, years=True)["x"]
    assert within.low < 0.5 < within.high
    assert within.high - within.low < 0.3
    assert not pm.fit(rows, "y", ["x"])["x"].low < 0.5 < pm.fit(rows, "y", ["x"])["x"].high


def test_no_effect_is_covered_about_as_often_as_it_should_be() -> None:
    found = [pm.fit(panel(30, 10, seed=s, slope=0.0), "y", ["x"], areas=True, years=True) for s in range(40)]
    covered = np.mean([not made.excludes("x") for made in found])
    assert covered >= 0.9


@pytest.mark.parametrize(("areas", "years"), [(True, True), (True, False), (False, True)])
def test_slopes_are_those_of_linearmodels(areas: bool, years: bool) -> None:
    from linearmodels.panel.model import PanelOLS

    rows = panel().sample(frac=0.7, random_state=1)  # unbalanced
    table = rows.set_index(["area_code", "period"], drop=False)
    model = PanelOLS(table["y"], table[["x"]], entity_effects=areas, time_effects=years, singletons=False)
    codes = table[["area_code"]].apply(lambda c: c.astype("category").cat.codes)
    theirs = model.fit(cov_type="clustered", clusters=codes, debiased=False, group_debias=True)
    ours = pm.fit(rows, "y", ["x"], clusters=("area_code",), areas=areas, years=years)["x"]
    assert ours.value == pytest.approx(theirs.params["x"], rel=1e-6)
    half = (ours.high - ours.value) / 2.000995  # t with 59 degrees of freedom
    assert half == pytest.approx(theirs.std_errors["x"], rel=0.01)


def test_a_common_shock_widens_the_interval() -> None:
    """Years move all areas together: errors clustered by area alone would be far too small."""
    rows = panel()
    shock = rows.assign(y=rows["period"].map(lambda p: (-1) ** p * 5.0) + rows["y"])
    one, two = (pm.fit(shock, "y", clusters=by)["mean"] for by in (("area_code",), ("area_code", "period")))
    assert two.high - two.low > 2 * (one.high - one.low)


def test_what_fixed_effects_take_away_is_not_estimated() -> None:
    rows = panel().assign(flat=lambda d: d["area_code"].str[1:].astype(float), same=1.0)
    assert pm.fit(rows, "y", ["flat"], areas=True) is None
    assert pm.fit(rows, "y", ["same"]) is None
    assert pm.fit(rows, "y", ["flat"], years=True) is not None


def test_rows_alone_in_their_area_are_left_out_of_effects() -> None:
    alone = pd.DataFrame({"area_code": ["z"], "period": [2003], "x": [1.0], "y": [99.0]})
    with_one = pm.fit(pd.concat([panel(), alone]), "y", ["x"], areas=True)
    assert with_one.n == 720
    assert with_one["x"].value == pytest.approx(pm.fit(panel(), "y", ["x"], areas=True)["x"].value)


@pytest.mark.parametrize("rows", [panel(3, 12), panel(10, 2), panel().head(0)])
def test_small_samples_have_no_estimate(rows: pd.DataFrame) -> None:
    assert pm.fit(rows, "y") is None
    assert pm.share(rows.assign(met=rows["y"] > 0), "met") is None


def test_a_share_stays_within_its_bounds_and_widens_with_clustering() -> None:
    rows = panel().assign(all=True, some=lambda d: d["y"] > 0, whole=lambda d: d["area_code"].str[1:].astype(int) < 20)
    sure, some, whole = (pm.share(rows, name) for name in ("all", "some", "whole"))
    assert (sure.value, sure.high, sure.unit) == (100.0, 100.0, "%")
    assert sure.low < 100
    assert 0 < some.low < some.value < some.high < 100
    # 20 of 60 areas: the effective sample is near 60, not 720. Binomial: 33 ± 12.
    assert whole.high - whole.low > 20


def test_means_by_group_need_enough_clusters() -> None:
    rows = pd.DataFrame({"area_code": [*"abcdefghij", *"ab"], "period": [2000] * 10 + [2001] * 2, "y": [0.0, 1.0] * 6})
    table = pm.means_by(rows, "y", ["period"]).set_index("period")
    assert table.loc[2000, "value"] == 0.5
    assert table.loc[2000, "high"] - 0.5 == pytest.approx(2.262157 * math.sqrt(0.25 / 9))
    assert math.isnan(table.loc[2001, "low"])


def test_the_bootstrap_draws_whole_clusters() -> None:
    """Twenty clusters of a hundred equal rows: the interval is that of twenty numbers."""
    sums = np.column_stack([np.tile([0.0, 100.0], 10), np.full(20, 100.0)])
    found = bunching.bootstrap(sums, lambda s: s[:, 0] / s[:, 1])
    assert found.value == 0.5
    assert 0.15 < found.high - 0.5 < 0.3  # 1.96 · sqrt(0.25 / 20) = 0.22
    assert found == bunching.bootstrap(sums, lambda s: s[:, 0] / s[:, 1])
    assert bunching.bootstrap(sums[:5], lambda s: s[:, 0]) is None


def test_excess_mass_finds_what_was_added_and_nothing_else() -> None:
    rng = np.random.default_rng(3)
    smooth, groups = np.round(rng.normal(0.4, 1.5, 4000), 1), rng.integers(0, 200, 4000)
    none = bunching.excess_mass(smooth, groups)[0]["at"]
    assert none.low < 1 < none.high
    more = np.concatenate([smooth, np.zeros(200)])
    found, table = bunching.excess_mass(more, np.concatenate([groups, rng.integers(0, 200, 200)]))
    expected = 1 + 200 / table[30, 2]
    assert found["at"].low < expected < found["at"].high
    assert found["at"].low > 1


def test_what_moves_from_just_below_to_just_above_tilts_the_two_sides() -> None:
    rng = np.random.default_rng(8)
    smooth, groups = np.round(rng.normal(0.0, 1.5, 6000), 1), rng.integers(0, 200, 6000)
    none = bunching.excess_mass(smooth, groups, window=3)[0]
    assert none["tilt"].low < 1 < none["tilt"].high
    moved = np.where((smooth < 0) & (smooth > -0.35) & (rng.random(6000) < 0.5), -smooth, smooth)
    found = bunching.excess_mass(moved, groups, window=3)[0]
    # Half of what lay below lies above now: 1.5 over 0.5.
    assert found["tilt"].low < 3 < found["tilt"].high
    assert found["below"].high < 1 < found["above"].low


def test_heaps_at_all_round_distances_are_no_excess_at_zero() -> None:
    rng = np.random.default_rng(4)
    values = np.round(rng.normal(0, 1.5, 6000), 1)
    half = rng.random(6000) < 0.4
    values = np.where(half, np.round(values * 2) / 2, values)
    found = bunching.excess_mass(values, rng.integers(0, 200, 6000))[0]["at"]
    assert found.low < 1 < found.high
    assert bunching.excess_mass(values[:100], np.arange(100))[0]["at"] is None


def test_wide_bins_hold_as_many_values_each_and_tell_the_same_multiple() -> None:
    """Twice what is smooth at zero is 4/3 of a bin of three values, and no width makes a heap of a smooth distribution."""
    rng = np.random.default_rng(12)
    smooth, groups = np.round(rng.normal(0.0, 1.5, 40000), 1), rng.integers(0, 200, 40000)
    doubled = np.concatenate([smooth, np.zeros(int((smooth == 0).sum()))])
    more = np.concatenate([groups, rng.integers(0, 200, len(doubled) - len(smooth))])
    for width, reach, expected in ((1, 30, 2.0), (3, 10, 4 / 3)):
        none = bunching.excess_mass(smooth, groups, width=width, reach=reach, window=3 // width)[0]["at"]
        found, table = bunching.excess_mass(doubled, more, width=width, reach=reach, window=3 // width)
        assert none.low < 1 < none.high
        assert found["at"].low < expected < found["at"].high
        assert found["at"].low > 1.15
        assert table[-1, 0] == pytest.approx(3.0)
    with pytest.raises(ValueError, match="odd"):
        bunching.excess_mass(smooth, groups, width=2)


def common_shocks(rho: float, seed: int, *, areas: int = 30, years: int = 24) -> pd.DataFrame:
    """Rows whose errors are common to all areas of a year and resemble those of the year before."""
    rng = np.random.default_rng(seed)
    shocks = np.zeros(years)
    for t in range(1, years):
        shocks[t] = rho * shocks[t - 1] + rng.normal()
    rows = [{"area_code": str(a), "period": 2000 + t, "x": float(rng.normal() + t / 10), "y": shocks[t] + 0.5 * rng.normal()}
        for a in range(areas) for t in range(years)]  # fmt: skip
    return pd.DataFrame(rows)


def test_driscoll_and_kraays_errors_of_a_mean_are_those_of_newey_and_west_for_the_yearly_means() -> None:
    import statsmodels.formula.api as smf

    frame = common_shocks(0.8, 1)
    yearly = frame.groupby("period", as_index=False)["y"].mean()
    theirs = smf.ols("y ~ 1", yearly).fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": False})
    found = pm.fit(frame, "y", clusters=("area_code", "period"), lags=3)["mean"]
    half = student.ppf(0.975, 23) * theirs.bse.iloc[0] * np.sqrt(24 / 23)
    assert found.value == pytest.approx(theirs.params.iloc[0])
    assert found.high - found.value == pytest.approx(half)
    assert found.high - found.low > 1.3 * np.ptp(list(map(pm.fit(frame, "y")["mean"].__getattribute__, ("low", "high"))))


def test_a_wild_bootstrap_by_few_years_covers_where_clustered_errors_fall_short() -> None:
    """Errors common to ten years: of 60 samples the bootstrap's interval should hold the true slope in about 57."""
    covered = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        frame = common_shocks(0.0, seed, areas=12, years=10)
        frame["x"] = frame["period"].map(dict(zip(range(2000, 2010), rng.normal(size=10), strict=True)))
        found = pm.wild(frame, "y", ["x"], "x", draws=199)["x"]
        covered += found.low <= 0 <= found.high
    assert covered >= 52


def test_the_wild_bootstrap_has_the_slope_of_least_squares_with_fixed_effects() -> None:
    frame = common_shocks(0.0, 3).assign(y=lambda d: d["y"] + 0.7 * d["x"], z=lambda d: d["x"] ** 2)
    theirs = pm.fit(frame, "y", ["x", "z"], areas=True, years=True)
    found = pm.wild(frame, "y", ["x", "z"], "x", areas=True, years=True, draws=199)["x"]
    assert found.value == pytest.approx(theirs["x"].value)
    assert found.low < 0.7 < found.high
    assert pm.wild(frame[:20], "y", ["x"], "x") is None


def test_a_break_is_dated_and_a_persistent_series_without_one_is_not_told_to_have_one() -> None:
    rng = np.random.default_rng(7)
    years = range(2000, 2024)
    series = np.where(np.arange(24) < 12, 2.0, 0.5) + 0.2 * rng.normal(size=24)
    found = breaks.date_break(years, series)
    assert found is not None
    assert (found["year"], found["low"] <= 2012 <= found["high"]) == (2012, True)
    assert found["p_value"] < 0.05
    assert (found["mean_before"].value, found["mean_since"].value) == pytest.approx((2.0, 0.5), abs=0.2)
    wrong = 0
    for seed in range(40):
        walk = common_shocks(0.8, seed, areas=1)["y"].to_numpy()
        told = breaks.date_break(years, walk, draws=199)
        wrong += told is not None and told["p_value"] < 0.05
    assert wrong <= 8
    assert breaks.date_break(years[:8], series[:8]) is None


def test_the_means_of_a_shift_carry_intervals_of_their_own_years_also_across_a_hole() -> None:
    """Of 10, 12, 14, 12, 12: mean 12, standard error √0.4, t(0.975; 4) = 2.776."""
    years = [2001, 2002, 2003, 2004, 2005, *range(2008, 2016)]
    series = [10.0, 12.0, 14.0, 12.0, 12.0, *[0.0, 1.0] * 4]
    found = breaks.two_means(years, series, unit="个百分点")
    assert found is not None
    assert (found["until"], found["cut"], found["n_before"], found["n_since"]) == (2005, 2008, 5, 8)
    assert found["low"] <= 2008 <= found["high"]
    before, since = found["before"], found["since"]
    half = 2.776445 * 0.4**0.5
    assert (before.value, before.low, before.high) == pytest.approx((12.0, 12.0 - half, 12.0 + half), abs=1e-5)
    half = 2.364624 * (2 / 7 / 8) ** 0.5
    assert (since.value, since.low, since.high) == pytest.approx((0.5, 0.5 - half, 0.5 + half), abs=1e-5)
    assert (before.unit, since.unit) == ("个百分点", "个百分点")


def test_the_poisson_fit_is_that_of_statsmodels() -> None:
    import statsmodels.api as sm

    rng = np.random.default_rng(6)
    design = np.column_stack([np.ones(40), np.linspace(-1, 1, 40), np.arange(40) % 5 == 0]).astype(float)
    counts = rng.poisson(np.exp(design @ [2.0, -0.5, 0.8]))[None].astype(float)
    theirs = sm.GLM(counts[0], design, family=sm.families.Poisson()).fit().params
    assert bunching._poisson(counts, design)[0] == pytest.approx(theirs, abs=1e-6)


def test_instruments_undo_an_endogenous_regressor() -> None:
    rng = np.random.default_rng(5)
    n, z, u = 1500, rng.normal(size=1500), rng.normal(size=1500)
    x = z + u + rng.normal(size=n)
    rows = pd.DataFrame({"area_code": np.arange(n) % 150, "period": np.arange(n) // 150, "x": x, "z": z, "y": 0.5 * x + 2 * u})
    found, power = pm.instrumented(rows, "y", ["x"], ["z"])
    assert found["x"].low < 0.5 < found["x"].high
    assert power > 100
    assert pm.fit(rows, "y", ["x"])["x"].low > 0.6
    assert pm.instrumented(rows.head(20), "y", ["x"], ["z"])[0] is None


def test_the_first_stage_f_is_that_of_a_regression_on_all_instruments() -> None:
    import statsmodels.formula.api as smf

    rng = np.random.default_rng(7)
    rows = pd.DataFrame(rng.normal(size=(600, 4)), columns=["z", "w", "u", "e"])
    rows = rows.assign(
        area_code=np.arange(600) % 60, period=np.arange(600) // 60, x=0.3 * rows["z"] + 0.2 * rows["w"] + rows["u"]
    )
    rows["y"] = rows["x"] + rows["u"] + rows["e"]
    first = smf.ols("x ~ z + w + C(period)", rows).fit(cov_type="cluster", cov_kwds={"groups": rows["area_code"]}, use_t=True)
    theirs = float(first.f_test("z = 0, w = 0").fvalue)
    assert pm.instrumented(rows, "y", ["x"], ["z", "w"])[1] == pytest.approx(theirs, rel=1e-6)
