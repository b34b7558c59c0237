"""Derived numbers, checked by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xclib.economics import derived as eco
from xclib.economics import estimates as est
from xclib.economics.estimates import Fit
from xclib.economics.fits import fit
from xclib.economics.quantity import Quantity, point_of, verdicts

INF = math.inf


def span(low: float, high: float, value: float = math.nan) -> Quantity:
    return Quantity(value, low, high)


def near(derived: Quantity, low: float, high: float) -> None:
    assert (derived.low, derived.high) == pytest.approx((low, high), abs=0.005)


def test_nominal_growth_of_a_bound_has_no_upper_end() -> None:
    growth = eco.growth_between(span(6000, INF), span(5700.05, 5700.15, 5700.1))
    near(growth, 5.26, INF)
    assert math.isnan(growth.value)
    assert growth.open


def test_deflator_that_nominal_and_real_growth_allow() -> None:
    near(eco.implied_deflator(span(5.261, INF), span(5.75, 5.85)), -0.56, INF)
    near(eco.implied_deflator(span(7, 7, 7), span(5, 5, 5)), 1.905, 1.905)


def test_dividing_by_real_growth_is_not_last_years_level() -> None:
    """812 at current prices, +5% real, prices +2%: last year was 758.2, not 773.3."""
    last = 812 / (1.05 * 1.02)
    assert last == pytest.approx(758.17, abs=0.01)
    assert eco.implied_base(span(812, 812), span(5, 5)).low == pytest.approx(773.33, abs=0.01)


def test_implied_base_of_revenue() -> None:
    near(eco.implied_base(span(1012.85, 1012.95, 1012.9), span(10.55, 10.65, 10.6)), 915.36, 916.28)


def test_share_stays_below_the_whole() -> None:
    assert eco.share(span(90, 110), span(100, 100)).high == 100


def test_buoyancy_says_its_basis() -> None:
    real = eco.buoyancy(span(8.75, 8.85, 8.8), span(5.75, 5.85, 5.8), basis="real")
    near(real, 1.496, 1.539)
    assert "constant prices" in real.basis


def test_division_by_what_may_be_nothing() -> None:
    with pytest.raises(ValueError, match="holds 0"):
        eco.divide(span(1, 2), span(-1, 1))


def test_fan_widens() -> None:
    fan = eco.growth_fan(span(100, 100, 100), span(4.5, 5.5, 5), start=2023, years=2)
    assert fan["period"].tolist() == [2023, 2024, 2025]
    assert fan["mid"].tolist() == pytest.approx([100, 105, 110.25])
    width = (fan["high"] - fan["low"]).tolist()
    assert width == sorted(width)


def trend_of(periods: list[int], values: list[float]) -> Fit | None:
    return fit(pd.DataFrame({"period": periods, "value": values}), "value ~ period", errors="classical", fewest=4)


def test_trend_of_three_points_is_none() -> None:
    assert trend_of([2020, 2021, 2023], [40, 34, 36]) is None


def test_trend_of_a_line() -> None:
    trend = trend_of([2018, 2019, 2020, 2021, 2022], [50.1, 44.9, 40.0, 35.1, 29.9])
    assert trend is not None
    slope = trend["period"]
    assert slope.value == pytest.approx(-5.03, abs=0.05)
    assert slope.low < slope.value < slope.high
    assert trend.excludes("period")


def test_few_points_give_a_wide_interval() -> None:
    few = trend_of([1, 2, 3, 4], [5, 3, 6, 2])
    assert few is not None
    assert not few.excludes("period")


positive = st.floats(0.1, 1e6)


@given(positive, positive, positive, positive, st.floats(0, 1), st.floats(0, 1))
def test_quotient_holds_every_quotient(a: float, b: float, c: float, d: float, s: float, t: float) -> None:
    first, second = span(min(a, b), max(a, b)), span(min(c, d), max(c, d))
    x = first.low + s * (first.high - first.low)
    y = second.low + t * (second.high - second.low)
    ends = eco.divide(first, second)
    assert ends.low * (1 - 1e-9) <= x / y <= ends.high * (1 + 1e-9)


@given(st.floats(-20, 40), st.floats(-10, 20))
def test_deflator_closes_the_identity(nominal: float, real: float) -> None:
    deflator = eco.implied_deflator(span(nominal, nominal), span(real, real)).low
    assert (1 + real / 100) * (1 + deflator / 100) == pytest.approx(1 + nominal / 100)


def test_a_bound_is_not_a_point() -> None:
    assert math.isnan(point_of(6000, ">"))
    assert point_of(5, "~") == 5


def test_mean_growth_by_hand_and_against_each_year() -> None:
    """80 to 90 in two years is 6.066% a year; 79.5 to 90.5 and 80.5 to 89.5 are its ends."""
    made = eco.mean_growth(span(89.5, 90.5, 90), span(79.5, 80.5, 80), 2)
    near(made, 100 * ((89.5 / 80.5) ** 0.5 - 1), 100 * ((90.5 / 79.5) ** 0.5 - 1))
    assert made.value == pytest.approx(6.066, abs=1e-3)
    with pytest.raises(ValueError, match="0 years"):
        eco.mean_growth(span(1, 1), span(1, 1), 0)


def test_joint_growth_undoes_chaining() -> None:
    """1.03 × 1.05 over two years is 3.995% a year."""
    made = eco.joint_growth([span(2.95, 3.05, 3), span(4.95, 5.05, 5)])
    assert made.value == pytest.approx(3.9952, abs=1e-4)
    assert made.low < made.value < made.high
    base = 100 * 1.03 * 1.05
    back = eco.chain_back([span(5, 5, 5), span(3, 3, 3)], span(base, base, base))
    assert [d.value for d in back] == pytest.approx([103, 100])


def test_share_change_is_the_difference_of_shares_but_not_as_wide() -> None:
    """45 of 101 after growth of 9% and 11%: 41.28 of 90.99 a year before."""
    part, whole = span(44.5, 45.5, 45), span(100.5, 101.5, 101)
    now = eco.share(part, whole)
    made = eco.share_change(now, span(8.95, 9.05, 9), span(10.95, 11.05, 11))
    assert made.value == pytest.approx(100 * (45 / 101 - (45 / 1.09) / (101 / 1.11)))
    before = eco.share(eco.divide(part, span(1.0895, 1.0905)), eco.divide(whole, span(1.1095, 1.1105)))
    naive = now.minus(before)
    assert naive.low < made.low < made.value < made.high < naive.high


def test_a_past_level_on_a_new_base_by_hand() -> None:
    """6038 after +5.4% real with prices of -3% to 3%: 5562 to 5906, and rounding of the rate widens it."""
    made = eco.rebased_past(span(6037.5, 6038.5), span(5.35, 5.45), span(-3, 3))
    near(made, 6037.5 / (1.0545 * 1.03), 6038.5 / (1.0535 * 0.97))
    assert math.isnan(made.value)


def test_what_stands_out_is_told_by_the_median() -> None:
    assert est.usual_ones([]) == []
    assert est.usual_ones([1.0, 1.1, 0.9, 1.05, 9.0]) == [True, True, True, True, False]


def test_every_basis_has_its_chinese() -> None:
    from xclib.economics import formulas
    from xclib.words.numbers import explain

    one = span(100, 110)
    made = [
        eco.implied_base(one, one), eco.implied_level(one, one), eco.growth_between(one, one), eco.implied_deflator(one, one),
        eco.share(one, span(200, 210)), eco.per_head(one, one), eco.rebased_past(one, one, one), eco.mean_growth(one, one, 2),
        eco.joint_growth([one]), *eco.chain_back([one], one),
        eco.share_change(eco.share(one, span(200, 210)), one, one),
    ]  # fmt: skip
    bases = [d.basis for d in made] + [
        text for name, text in vars(formulas).items() if name.isupper() and isinstance(text, str)
    ]
    assert [basis for basis in bases if explain(basis, "zh") == basis] == []


def test_many_outcomes_are_judged_as_one_is() -> None:
    targets = [Quantity(9.0, 8.5, 9.5, "%", "~", printed=9.0), Quantity(math.nan, 8.5, math.inf, "%", ">=", printed=8.5)]
    outcomes = [Quantity(v, v - 0.5, v + 0.5, "%", printed=v) for v in (7.0, 8.0, 9.0, 10.0)]
    outcomes += [Quantity(math.nan, 8.0, math.inf, "%", ">", printed=8.0), Quantity(8.2, 7.7, 8.7, "%", "~", printed=8.2)]
    pairs = [(aim, outcome) for aim in targets for outcome in outcomes]
    ends = [{f"{side}_{end}": getattr(of, end) for side, of in zip(("aim", "out"), pair, strict=True)
        for end in ("low", "high", "bound")} for pair in pairs]  # fmt: skip
    both = pd.DataFrame(ends).assign(aim_value_high=math.nan, out_value_high=math.nan)
    verdict, missed = verdicts(both, "below", aim="aim_", outcome="out_")
    alone = [outcome.against(aim) for aim, outcome in pairs]
    assert verdict.where(missed.notna(), "open").tolist() == alone
    assert alone == ["below", "below", "within", "above", "open", "open", "below", "below", "within", "within", "open", "open"]
