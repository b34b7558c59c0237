"""Derived numbers, checked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xclib.economics import compound as com
from xclib.economics import derived as eco
from xclib.economics import estimates as est
from xclib.model.figure import Interval

INF = math.inf


def near(derived: eco.Derived, low: float, high: float) -> None:
    assert (derived.low, derived.high) == pytest.approx((low, high), abs=0.005)


def test_nominal_growth_of_a_bound_has_no_upper_end() -> None:
    growth = eco.growth_between(Interval(6000, INF), Interval(5700.05, 5700.15), base_mid=5700.1)
    near(growth, 5.26, INF)
    assert math.isnan(growth.mid)
    assert not growth.bounded


def test_deflator_that_nominal_and_real_growth_allow() -> None:
    near(eco.implied_deflator(Interval(5.261, INF), Interval(5.75, 5.85)), -0.56, INF)
    near(eco.implied_deflator(Interval(7, 7), Interval(5, 5), nominal_mid=7, real_mid=5), 1.905, 1.905)


def test_dividing_by_real_growth_is_not_last_years_level() -> None:
    """812 at current prices, +5% real, prices +2%: last year was 758.2, not 773.3."""
    last = 812 / (1.05 * 1.02)
    assert last == pytest.approx(758.17, abs=0.01)
    assert eco.implied_base(Interval(812, 812), Interval(5, 5)).low == pytest.approx(773.33, abs=0.01)


def test_implied_base_of_revenue() -> None:
    near(
        eco.implied_base(Interval(1012.85, 1012.95), Interval(10.55, 10.65), level_mid=1012.9, growth_mid=10.6), 915.36, 916.28
    )


def test_share_stays_below_the_whole() -> None:
    assert eco.share(Interval(90, 110), Interval(100, 100)).high == 100


def test_buoyancy_says_its_basis() -> None:
    real = eco.buoyancy(Interval(8.75, 8.85), Interval(5.75, 5.85), revenue_mid=8.8, gdp_mid=5.8, basis="real")
    near(real, 1.496, 1.539)
    assert "constant prices" in real.basis


def test_division_by_what_may_be_nothing() -> None:
    with pytest.raises(ValueError, match="holds 0"):
        eco.divide(Interval(1, 2), Interval(-1, 1))


def test_fan_widens() -> None:
    fan = com.growth_fan(Interval(100, 100), Interval(4.5, 5.5), start=2023, years=2, base_mid=100, growth_mid=5)
    assert fan["period"].tolist() == [2023, 2024, 2025]
    assert fan["mid"].tolist() == pytest.approx([100, 105, 110.25])
    width = (fan["high"] - fan["low"]).tolist()
    assert width == sorted(width)


def test_trend_of_three_points_is_none() -> None:
    assert est.linear_trend([2020, 2021, 2023], [40, 34, 36]) is None


def test_trend_of_a_line() -> None:
    trend = est.linear_trend([2018, 2019, 2020, 2021, 2022], [50.1, 44.9, 40.0, 35.1, 29.9])
    assert trend is not None
    assert trend.slope == pytest.approx(-5.03, abs=0.05)
    assert trend.low < trend.slope < trend.high
    assert trend.significant


def test_few_points_give_a_wide_interval() -> None:
    few = est.linear_trend([1, 2, 3, 4], [5, 3, 6, 2])
    assert few is not None
    assert not few.significant


positive = st.floats(0.1, 1e6)


@given(positive, positive, positive, positive, st.floats(0, 1), st.floats(0, 1))
def test_quotient_holds_every_quotient(a: float, b: float, c: float, d: float, s: float, t: float) -> None:
    first, second = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    x = first.low + s * (first.high - first.low)
    y = second.low + t * (second.high - second.low)
    ends = eco.divide(first, second)
    assert ends.low * (1 - 1e-9) <= x / y <= ends.high * (1 + 1e-9)


@given(st.floats(-20, 40), st.floats(-10, 20))
def test_deflator_closes_the_identity(nominal: float, real: float) -> None:
    deflator = eco.implied_deflator(Interval(nominal, nominal), Interval(real, real)).low
    assert (1 + real / 100) * (1 + deflator / 100) == pytest.approx(1 + nominal / 100)


def test_a_bound_is_not_a_point() -> None:
    assert math.isnan(eco.point_of(6000, ">"))
    assert eco.point_of(5, "~") == 5


def test_mean_growth_by_hand_and_against_each_year() -> None:
    """80 to 90 in two years is 6.066% a year; 79.5 to 90.5 and 80.5 to 89.5 are its ends."""
    made = com.mean_growth(Interval(89.5, 90.5), Interval(79.5, 80.5), 2, level_mid=90, base_mid=80)
    near(made, 100 * ((89.5 / 80.5) ** 0.5 - 1), 100 * ((90.5 / 79.5) ** 0.5 - 1))
    assert made.mid == pytest.approx(6.066, abs=1e-3)
    with pytest.raises(ValueError, match="0 years"):
        com.mean_growth(Interval(1, 1), Interval(1, 1), 0)


def test_joint_growth_undoes_chaining() -> None:
    """1.03 × 1.05 over two years is 3.995% a year."""
    made = com.joint_growth([(Interval(2.95, 3.05), 3.0), (Interval(4.95, 5.05), 5.0)])
    assert made.mid == pytest.approx(3.9952, abs=1e-4)
    assert made.low < made.mid < made.high
    back = com.chain_back([(Interval(5, 5), 5.0), (Interval(3, 3), 3.0)], base=100 * 1.03 * 1.05)
    assert [d.mid for d in back] == pytest.approx([103, 100])


def test_share_change_is_the_difference_of_shares_but_not_as_wide() -> None:
    """45 of 101 after growth of 9% and 11%: 41.28 of 90.99 a year before."""
    part, whole = Interval(44.5, 45.5), Interval(100.5, 101.5)
    now = eco.share(part, whole, part_mid=45, whole_mid=101)
    made = eco.share_change(now, Interval(8.95, 9.05), Interval(10.95, 11.05), part_mid=9, whole_mid=11)
    assert made.mid == pytest.approx(100 * (45 / 101 - (45 / 1.09) / (101 / 1.11)))
    before = eco.share(eco.divide(part, Interval(1.0895, 1.0905)), eco.divide(whole, Interval(1.1095, 1.1105)))
    naive = eco.subtract(now.interval, before.interval)
    assert naive.low < made.low < made.mid < made.high < naive.high


def test_a_past_level_on_a_new_base_by_hand() -> None:
    """6038 after +5.4% real with prices of -3% to 3%: 5562 to 5906, and rounding of the rate widens it."""
    made = eco.rebased_past(Interval(6037.5, 6038.5), Interval(5.35, 5.45), Interval(-3, 3))
    near(made, 6037.5 / (1.0545 * 1.03), 6038.5 / (1.0535 * 0.97))
    assert math.isnan(made.mid)


def test_what_stands_out_is_told_by_the_median() -> None:
    assert est.usual_ones([]) == []
    assert est.usual_ones([1.0, 1.1, 0.9, 1.05, 9.0]) == [True, True, True, True, False]


def test_every_basis_has_its_chinese() -> None:
    from xclib.economics import formulas
    from xclib.words.formulas import explain

    one = Interval(100, 110)
    made = [
        eco.implied_base(one, one), eco.implied_level(one, one), eco.growth_between(one, one), eco.implied_deflator(one, one),
        eco.share(one, Interval(200, 210)), eco.per_head(one, one), eco.rebased_past(one, one, one), com.mean_growth(one, one, 2),
        com.joint_growth([(one, 105.0)]), *com.chain_back([(one, 105.0)]),
        eco.share_change(eco.share(one, Interval(200, 210)), one, one),
    ]  # fmt: skip
    bases = [d.basis for d in made] + [
        text for name, text in vars(formulas).items() if name.isupper() and isinstance(text, str)
    ]
    assert [basis for basis in bases if explain(basis, "zh") == basis] == []
