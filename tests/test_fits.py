"""Regressions as notebooks write them, against statsmodels by itself and the panel's own estimates."""

from __future__ import annotations

import math

import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

import xclib as xc
from xclib.economics import panel_models
from xclib.errors import XclibError
from xclib.words.numbers import explain

ROWS = pd.DataFrame({"x": [9, 9, 8, 8, 7, 7, 6, 6, 5], "y": [9.4, 8.7, 8.6, 7.7, 7.4, 6.6, 6.7, 5.6, 5.1]})
YEARS = ROWS.assign(gap=ROWS["y"] - ROWS["x"])


def test_estimates_and_intervals_are_those_of_statsmodels() -> None:
    hac = {"cov_type": "HAC", "cov_kwds": {"maxlags": 1, "use_correction": True}, "use_t": True}
    for formula, term, errors, made in (
        ("gap ~ 1", "mean", "HAC", smf.ols("gap ~ 1", YEARS).fit(**hac)),
        ("y ~ x", "x", "HC3", smf.ols("y ~ x", YEARS).fit(cov_type="HC3", use_t=True)),
        ("y ~ x", "x", "classical", smf.ols("y ~ x", YEARS).fit()),
    ):
        fit = xc.fit(YEARS, formula, errors=errors)  # type: ignore[arg-type]
        assert fit is not None
        found = fit[term]
        assert [found.value, found.low, found.high] == pytest.approx([made.params.iloc[-1], *made.conf_int().iloc[-1]])
        assert fit.n == len(YEARS)
        assert formula in explain(found.basis, "zh")
        assert "最小二乘" in explain(found.basis, "zh")


def test_few_rows_give_no_estimate_and_a_missing_value_is_no_row() -> None:
    assert xc.fit(YEARS[:7], "gap ~ 1") is None
    assert xc.fit(YEARS.assign(gap=YEARS["gap"].where(YEARS.index > 1)), "gap ~ 1") is None


def test_a_prediction_is_wider_than_the_band_of_the_mean_and_goes_through_the_line() -> None:
    fit = xc.fit(YEARS, "y ~ x", errors="classical", fewest=4)
    assert fit is not None
    row = fit.predict(pd.DataFrame({"x": [10]})).iloc[0]
    assert row["fit"] == pytest.approx(fit["Intercept"].value + 10 * fit["x"].value)
    assert row["least"] < row["low"] < row["fit"] < row["high"] < row["most"]


def test_errors_that_keep_one_sign_show_in_durbin_watson() -> None:
    """Residuals of +1 +1 -1 -1 -1 -1 +1 +1 about a line: two changes of 2, 8 over a sum of squares of 8."""
    bent = pd.DataFrame({"x": range(8), "y": [x + e for x, e in enumerate((1, 1, -1, -1, -1, -1, 1, 1))]})
    fit = xc.fit(bent, "y ~ x", errors="classical")
    assert fit is not None
    assert fit.durbin_watson == pytest.approx(1.0)


GAPPED = pd.DataFrame(
    {"period": [2010, 2011, 2012, 2015, 2016, 2018, 2020, 2021], "gap": [1.2, 0.9, 1.1, -1.0, -0.7, 0.8, 1.0, 0.6]}
)


def test_errors_of_neighbours_take_no_years_across_a_gap_for_neighbours() -> None:
    """Newey and West by hand: products of residuals one year apart at half weight, of none that a missing year divides."""
    fit = xc.fit(GAPPED.sample(frac=1, random_state=3), "gap ~ 1", errors="HAC", lags=1)
    assert fit is not None
    off, n = dict(zip(GAPPED["period"], GAPPED["gap"] - GAPPED["gap"].mean(), strict=True)), len(GAPPED)
    long_run = sum(e * e for e in off.values()) + sum(e * off[year + 1] for year, e in off.items() if year + 1 in off)
    half = stats.t.ppf(0.975, n - 1) * math.sqrt(long_run / n / (n - 1))
    assert fit["mean"].high - fit["mean"].value == pytest.approx(half)
    joined = xc.fit(GAPPED[["gap"]], "gap ~ 1", errors="HAC", lags=1)
    assert joined is not None
    assert joined["mean"].high != pytest.approx(fit["mean"].high), "rows without a year count as neighbours"


def test_durbin_watson_is_of_unbroken_years_only() -> None:
    whole, broken = xc.fit(GAPPED.assign(period=range(2010, 2018)), "gap ~ 1"), xc.fit(GAPPED, "gap ~ 1")
    assert whole is not None
    assert broken is not None
    steps = GAPPED["gap"].diff().dropna()
    off = GAPPED["gap"] - GAPPED["gap"].mean()
    assert whole.durbin_watson == pytest.approx((steps**2).sum() / (off**2).sum())
    assert math.isnan(broken.durbin_watson)


def test_blocks_of_years_hold_a_gap_open() -> None:
    """Two years ten apart are never in one block of three: drawn alone or not at all, as blocks of one are."""
    far = pd.DataFrame({"period": [2000, 2010, 2020, 2030, 2040, 2050, 2060, 2070], "gap": [3.0, -3, 3, -3, 3, -3, 3, -3]})
    apart, joined = (xc.fit(rows, "gap ~ 1", errors="blocks", lags=4) for rows in (far, far[["gap"]]))
    assert apart is not None
    assert joined is not None
    assert (joined["mean"].low, joined["mean"].high) == (0.0, 0.0), "an alternating series cancels in blocks of four"
    assert apart["mean"].low < -1 < 1 < apart["mean"].high


def test_an_unknown_term_names_those_there_are() -> None:
    fit = xc.fit(YEARS, "y ~ x")
    assert fit is not None
    with pytest.raises(XclibError, match="unknown term 'z'"):
        fit["z"]
    assert fit.excludes("x", 0.0)
    assert not fit.excludes("x", fit["x"].value)
    assert "y ~ x" in fit._repr_html_()
    assert list(fit.table().index) == ["Intercept", "x"]


def test_a_panel_has_its_fixed_effects_behind_a_bar_and_errors_clustered_both_ways() -> None:
    rows = [
        {"area_code": str(a), "period": 2000 + t, "x": (a * t) % 7, "y": 2.0 * ((a * t) % 7) + a + t + (a * 3 + t * 5) % 4}
        for a in range(12)
        for t in range(10)
    ]
    frame = pd.DataFrame(rows)
    fit = xc.fit(frame, "y ~ x | area_code + period", cluster=("area_code", "period"))
    same = panel_models.fit(frame, "y", ["x"], areas=True, years=True)["x"]
    assert fit is not None
    assert (fit["x"].value, fit["x"].low, fit["x"].high) == (same.value, same.low, same.high)
    assert fit.clusters == {"area_code": 12, "period": 10}
    assert xc.fit(frame[:20], "y ~ x | area_code") is None


def test_blocks_of_years_widen_the_interval_of_a_persistent_series() -> None:
    slow = pd.DataFrame({"gap": [3.0, 3.1, 2.9, 3.2, 2.8, 2.0, 1.9, 1.5, 1.2, 1.0, 0.9, 0.8, 0.9, 0.7, 0.8, 0.6]})
    single, blocks = (xc.fit(slow, "gap ~ 1", errors="blocks", lags=size) for size in (1, 5))
    assert single is not None
    assert blocks is not None
    assert blocks["mean"].value == pytest.approx(slow["gap"].mean())
    assert blocks["mean"].high - blocks["mean"].low > 1.3 * (single["mean"].high - single["mean"].low)
    assert explain(blocks["mean"].basis, "zh").endswith("分块自助(5)标准误，95%区间")


def test_errors_of_a_panel_are_named_with_the_estimate() -> None:
    rows = [
        {"area_code": str(a), "period": 2000 + t, "x": (a * t) % 7, "y": (a * 3 + t * 5) % 4}
        for a in range(12)
        for t in range(10)
    ]
    frame, by = pd.DataFrame(rows), ("area_code", "period")
    for errors, said in (("wild", "野自助聚类(地区)"), ("Driscoll-Kraay", "Driscoll-Kraay(2)与聚类(地区, 年份)")):
        found = xc.fit(frame, "y ~ x | period", cluster=by, errors=errors, lags=2)  # type: ignore[arg-type]
        assert found is not None
        assert said in explain(found["x"].basis, "zh")
    basis = "ordinary least squares: y ~ new_term | area_code; 95% interval, clustered(area_code) errors"
    assert "~ new term | area;" in explain(basis, "en"), "no name of a column on a page"
