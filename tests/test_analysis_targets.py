"""The targets analysis on invented panels of real areas, with planted effects and hand-worked numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from xclib.analyses import targets
from xclib.analyses.targets import misses, places, samples, words
from xclib.data.rows import records
from xclib.errors import UnknownNameError
from xclib.model.areas import NATION, read_areas

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
        "source_url": f"https://yunze.example/{area}/{period}", "flag": "",
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


@pytest.fixture(scope="module")
def planted() -> samples.Sample:
    return targets.read_sample(panel(step=1.0, react=0.3, miss=-0.5), "gdp_growth")


@pytest.fixture(scope="module")
def nothing() -> samples.Sample:
    return targets.read_sample(panel(step=0.0), "gdp_growth")


def steps(data: samples.Sample) -> dict[str, Any]:
    return {s: targets.estimate_step(targets.ladder(data), s, split=2011) for s in targets.STEPS}


def test_planted_amplification_is_found_and_told(planted: samples.Sample) -> None:
    # Targets also follow a miss of -0.5 by 0.3, so that provinces stand 0.85 above the nation and cities above them.
    found = steps(planted)
    for step in found.values():
        assert step.gap.value == pytest.approx(0.85, abs=0.1)
        assert step.gap.low > 0.5
        assert step.higher.value + step.equal.value + step.lower.value == pytest.approx(1)
    assert "lies higher by" in targets.step_claim(found["province"], "province", "en")
    assert "At both steps" in targets.theory_claim(found, "en")


def test_no_amplification_is_not_told(nothing: samples.Sample) -> None:
    """How often intervals miss zero by chance is measured in test_panel_models; here the estimates are near it."""
    found = steps(nothing)
    assert all(abs(step.gap.value) < 0.06 for step in found.values())
    open_step = replace(found["city"], gap=replace(found["city"].gap, low=-0.1, high=0.1))
    assert "not significant at the 5% level" in targets.step_claim(open_step, "city", "en")
    assert "told at no step" in targets.theory_claim(dict.fromkeys(targets.STEPS, open_step), "en")


def test_a_planted_reaction_to_a_miss_is_found_by_every_specification(planted: samples.Sample) -> None:
    table = targets.feedback(targets.successive(planted)).set_index("name")["slope"]
    held = [table[name] for name in ("within", "pooled")]
    assert all(e.low > 0.1 and e.high < 0.5 for e in held)
    claims = targets.feedback_claims(targets.feedback(targets.successive(planted)), True, "en")
    assert "3 specifications; the intervals of 3 leave zero out" in claims[0]
    assert ("not significant" in claims[1]) == (not table["difference"].excludes())


def test_regression_to_the_mean_is_seen_in_the_first_specification_alone() -> None:
    """Targets wobble, outcomes do not follow, nobody reacts: the change on last year's gap has a slope all the same."""
    data = targets.read_sample(panel(follow=0.0), "gdp_growth")
    table = targets.feedback(targets.successive(data)).set_index("name")["slope"]
    assert table["change"].low > 0.05
    assert abs(table["change"].value) > 2 * max(abs(table[name].value) for name in ("pooled", "differenced"))


def test_no_reaction_is_not_told(nothing: samples.Sample) -> None:
    table = targets.feedback(targets.successive(nothing))
    told = table.set_index("name")["slope"]
    assert all(abs(told[name].value) < 0.06 for name in ("change", "within", "pooled", "differenced"))
    assert "a sequence, not a cause" in targets.short_feedback(table, True, "en")


def test_the_mean_gap_and_the_share_missed_are_those_planted(planted: samples.Sample) -> None:
    pairs = planted.local(targets.pairs(planted))
    table = targets.regressions(pairs, split=2011, unusual=[2015])
    base = table.set_index("name")["mean"]["base"]
    assert base.low < -0.5 < base.high
    slope = table.set_index("name")["slope"]["base"]
    assert slope.low < 1 < slope.high
    shares = targets.shares(pairs, planted.levels, split=2011).set_index("name")
    # P(N(-0.5, 1) < -0.05, rounded) = P(z < 0.4): about two thirds.
    assert 0.6 < shares["missed"]["all"].value < 0.72
    assert set(table["name"]) >= {
        "base",
        "bounds",
        "unflagged",
        "provinces",
        "cities",
        "early",
        "late",
        "unusual",
        "winsorized",
    }


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
    assert found["target whole"].value == 1
    assert found["actual"].low < 0.2 < found["actual"].high
    assert found["difference"].low < 0.8 < found["difference"].high
    assert "80" in targets.heaping_claim(found, True, "en") or "8" in targets.heaping_claim(found, True, "en")
    assert not targets.heaping(targets.numbers(data).head(20), draws=99)["difference"].known


def test_words_that_spread_are_found() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for code in PROVINCES:
        for year in range(2005, 2021):
            about = rng.random() < (0.2 if year < 2014 else 0.7)
            rows.append(row(code, year, 7.0, **({"bound": "~", "low": 6.5, "high": 7.5} if about else {})))
    table = targets.hedge_changes(targets.read_sample(pd.DataFrame(rows), "gdp_growth"), split=2014).set_index("kind")
    assert table["change"]["about"].low < 0.5 < table["change"]["about"].high
    assert table["early"]["about"].high < table["late"]["about"].low


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_small_sample_gets_words_and_no_number(lang: str) -> None:
    rows = [row(NATION, 2010, 8.0), row("110000", 2010, 9.0), row("110000", 2010, 9.5, status="actual")]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    pairs, ladder = data.local(targets.pairs(data)), targets.ladder(data)
    found = {s: targets.estimate_step(ladder, s, split=2014) for s in targets.STEPS}
    variants, shares = targets.regressions(pairs, split=2014), targets.shares(pairs, data.levels, split=2014)
    excess, _ = targets.at_target(pairs, rate=True, draws=50)
    told = [targets.step_claim(found[s], s, lang) for s in targets.STEPS]
    told += [
        targets.missed_claim(shares, misses.change(pairs, split=2014), "below", 2014, lang),
        targets.exact_claim(excess, lang),
    ]
    told += targets.feedback_claims(targets.feedback(targets.successive(data)), True, lang)
    told += targets.hedge_claims(targets.hedge_changes(data, split=2014), 2014, lang)
    told += [targets.heaping_claim(targets.heaping(targets.numbers(data), draws=50), True, lang)]
    told += [targets.found_claim(targets.found_later(data), True, lang), *targets.level_claims(data, lang)]
    assert targets.gap_claims(variants, True, lang) == []
    assert all("nan" not in t and ("太少" in t or "oo few" in t) for t in told), told


def test_unknown_names_are_refused_with_the_choices() -> None:
    with pytest.raises(UnknownNameError, match="unknown level 'county'; choose one of province"):
        targets.read_sample(panel(), "gdp_growth", levels=["county"])
    with pytest.raises(UnknownNameError, match="choose one of gdp_growth"):
        targets.read_sample(panel(), "gdp")


def test_flagged_figures_can_be_left_out() -> None:
    rows = pd.DataFrame([row("110000", 2010, 80.0, flag="range"), row("110000", 2011, 8.0)])
    assert len(targets.read_sample(rows, "gdp_growth").targets) == 2
    assert targets.read_sample(rows, "gdp_growth", drop_flagged=True).targets["value"].tolist() == [8.0]


def test_an_area_is_placed_beside_those_above_it_with_links() -> None:
    rows = [row(NATION, 2031, 5.0, bound="~"), row("110000", 2031, 5.0), row("130000", 2031, 6.0), row("130100", 2031, 6.5)]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    stated = pd.DataFrame([{"status": "target", "period": 2031, "value": 5.5, "low": 5.5, "high": 5.5, "bound": "=", "grade": "A",
        "unit_code": "PT", "source_url": "https://yunze.example/own", "vintage": "target", "area_code": "110102", "base": ""}])  # fmt: skip
    register = pd.DataFrame([{"area_code": "110102", "area_zh": "云泽区", "area_en": "Yunze"}])
    names = targets.names_of(["110102", "110000", NATION], register, "en")
    own = targets.own_target(stated, 2031)
    told = targets.place_claim(own, data, names, "110102", 2031, "growth", "en")
    assert '<a href="https://yunze.example/own">5.5%</a>' in told
    assert f'<a href="https://yunze.example/{NATION}/2031">about 5%</a>' in told
    assert "Of the 2 provinces whose target was read, 1 chose a higher number and 1 a lower one" in told
    shown = targets.history(data, stated, "110102", ["110000", NATION], "en")
    assert shown[0]["t0"] == "5.5%"
    assert shown[0]["t1_url"] == "https://yunze.example/110000/2031"
    assert shown[0]["o2"] == "–"
    assert "No target of Yunze" in targets.place_claim(None, data, names, "110102", 2031, "growth", "en")
    assert places.standing(data, 2031, 6.0)["equal"].tolist() == [1, 0]


def test_a_figure_without_an_address_says_which_report_states_it() -> None:
    data = targets.read_sample(pd.DataFrame([row(NATION, 2031, 5.0, bound="~", source_url="")]), "gdp_growth")
    told = places.cited(records(data.targets)[0], "en")
    assert 'data-inputs="invented/100000/2031, line 1"' in told
    assert ">about 5%</span>" in told


def test_the_figures_named_are_those_of_the_areas_shown_and_of_the_widest_gaps() -> None:
    rows = [
        row("110000", 2031, 5.0),
        row("Hebei", 2010, 6.0),
        row("Hebei", 2010, 1.0, status="actual"),
        row("140000", 2031, 6.0),
    ]
    data = targets.read_sample(pd.DataFrame(rows), "gdp_growth")
    stated = pd.DataFrame([{"status": "target", "period": 2031, "value": 5.5, "low": 5.0, "high": 6.0, "bound": "~", "grade": "A",
        "unit_code": "PT", "source_url": "https://yunze.example/own", "vintage": "target", "area_code": "110102", "base": ""}])  # fmt: skip
    wide = misses.widest(targets.pairs(data))
    shown = targets.named(data, stated, {"110102": "Yunze"}, "110102", ["110000"], wide, "en")
    assert [(r["area"], r["period"], r["status"], r["value"]) for r in shown] == [
        ("Yunze", 2031, "target", "about 5.5%"), ("Beijing", 2031, "target", "5%"),
        ("Hebei", 2010, "target", "6%"), ("Hebei", 2010, "outcome", "1%"),
    ]  # fmt: skip
    assert all(r["url"].startswith("https://yunze.example/") for r in shown)


def test_every_number_of_a_claim_says_how_it_was_computed(planted: samples.Sample) -> None:
    import re

    pairs, again = targets.pairs(planted), targets.successive(planted)
    step = targets.estimate_step(targets.ladder(planted), "province", split=2011)
    shares = targets.shares(pairs, planted.levels, split=2011)
    for lang in ("zh", "en"):
        claims = [targets.step_claim(step, "province", lang), targets.short_feedback(targets.feedback(again), True, lang)]
        claims.append(targets.missed_claim(shares, targets.share_change(pairs, split=2011), "below", 2011, lang))
        for claim in claims:
            marks = re.findall(r'<span class="computed" data-formula="([^"]+)" data-inputs="[^"]+"|<span', claim)
            assert marks
            assert all(marks)
            # The level of a test is no estimate.
            bare = re.sub("<span.*?</span>|5%水平|5% level", "", claim)
            assert not re.search(r"\d(?:\.\d+)? ?(?:%|points|percentage|个百分点)", bare), claim


def test_errors_are_clustered_by_the_province_of_an_area(planted: samples.Sample) -> None:
    homes = planted.targets.set_index("area_code")["home"].to_dict()
    assert homes["110000"] == "110000"
    assert {homes[c] for c in CITIES} <= {f"{c[:2]}0000" for c in CITIES}
    slope = targets.feedback(targets.successive(planted)).set_index("name").loc["within", "slope"]
    assert set(slope.clusters) == {"home", "period"}
    assert slope.clusters["home"] <= 31


def test_every_sentence_has_both_languages_and_the_same_pieces() -> None:
    import re

    for key, (zh, en) in words.SAY.items():
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), key


def test_weak_instruments_are_not_told() -> None:
    table = targets.feedback(targets.successive(targets.read_sample(panel(react=0.3), "gdp_growth")))
    weak = table.assign(power=table["power"].where(table["name"] != "differenced", 2.0))
    assert "2 specifications" in targets.feedback_claims(weak, True, "en")[0]
