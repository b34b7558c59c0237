"""Kinds of indicators: what is a state, a sum of a year, or stated for a term, and what a report's summary names."""

from __future__ import annotations

#: Levels that are a state or a total of the last year of a term, where the frame is a term.
STATES = frozenset(
    [
        *("gdp", "revenue", "total_revenue", "urbanization", "population", "urban_income", "rural_income", "income"),
        *("rd_intensity", "patents_per_10k", "pm25", "good_air_share", "share_primary", "share_secondary", "share_tertiary"),
    ]
)
#: Sums of money of a year: a number without 万 or 亿 has lost its magnitude, and a plan for it is a plan for its rate.
SUMS = frozenset(["gdp", "revenue", "total_revenue", "fund_revenue", "expenditure", "fai", "retail", "trade", "exports"])
#: Sums whose target for a year is a rate: 生产总值增长8%，力争突破3000亿元.
RATED = frozenset(["gdp", "revenue", "total_revenue", "fund_revenue"])
#: What is never planned to fall: 下降 in the plan tells of the past.
RISING = frozenset(
    [
        *("gdp_growth", "fai_growth", "retail_growth", "urban_income_growth", "rural_income_growth", "income_growth"),
        "value_added_industry_growth",
    ]
)
#: Levels that a plan of several years sums up, and that are no state at its end.
FLOWS = frozenset(
    ["urban_new_jobs", "housing_units", "poverty_reduction", "fai", "fdi", "deficit", "special_bonds", "fund_revenue"]
)
#: Money and people of a year, which several years add up to.
SUMMED = SUMS | {"fdi", "urban_new_jobs", "housing_units", "poverty_reduction"} - {"gdp"}
#: Levels that an increase is not, in the same words: 年均提高2386元, 比去年增加1万亿元.
ABSOLUTE = SUMS | {"income", "urban_income", "rural_income", "deficit"}
#: Levels that are taken only within what is plausible: what lies outside is another thing.
BOUNDED = frozenset(
    [
        *("income", "urban_income", "rural_income", "urbanization", "good_air_days", "good_air_share", "rd_intensity"),
        *("deficit_rate", "natural_growth", "population", "fdi", "share_tertiary", "patents_per_10k", "grain", "housing_units"),
    ]
)
#: Families that may more than double in a year.
WILD = frozenset(["exports", "trade", "fdi", "fund_revenue"])
#: What is stated for a term more often than for a year.
SLOW = frozenset(["energy_intensity_growth"])
#: What a report's own summary names.
CORE = frozenset(
    [
        *("gdp", "gdp_growth", "revenue", "revenue_growth", "fai_growth", "retail_growth", "cpi", "urban_new_jobs", "pm25"),
        *("unemployment_registered", "unemployment_surveyed", "urban_income_growth", "rural_income_growth"),
        "energy_intensity_growth",
    ]
)
