"""Derived numbers of the fiscal brief as a page shows them: with formula, and with the stated numbers that went in."""

from __future__ import annotations

from collections.abc import Mapping

from xclib.analyses.fiscal.budget import Budget, Row
from xclib.analyses.fiscal.numbers import inputs
from xclib.analyses.fiscal.words import DERIVED, number, said
from xclib.economics import Derived
from xclib.formulas import left_open
from xclib.present import computed, reckoned
from xclib.wording import format_figure, format_interval, pick

#: Which of a report's figures go into a derived number; figures of other pages are those of `inputs`.
_FROM = {
    "local_before": "local local_growth",
    "revenue_before": "revenue revenue_growth",
    "share": "revenue local",
    "share_before": "revenue revenue_growth local local_growth",
    "share_change": "revenue local revenue_growth local_growth",
    "growth_gap": "revenue_growth local_growth",
    "booked_before": "revenue revenue_growth",
    "adjusted_before": "",
    "refunds": "revenue revenue_growth",
    "growth_adjusted": "revenue",
    "two_year_growth": "revenue",
    "mean_growth": "revenue",
    "gdp_nominal": "gdp",
    "buoyancy": "revenue_growth gdp_growth",
    "buoyancy_two_year": "revenue gdp_growth",
    "buoyancy_nominal": "revenue_growth gdp",
    "target_level": "revenue target",
    "target_buoyancy": "target gdp_target",
    "parent_share": "local",
    "per_head": "revenue",
}
#: Numbers that stand on what another derived number takes from other pages.
_LIKE = {"refunds": "two_year_growth", "growth_adjusted": "adjusted_before", "buoyancy_nominal": "gdp_nominal"}


def taken(row: Row, b: Budget, lang: str) -> str:
    """Return the figure of another page that a derived number takes in, with its year, and its area where that is another."""
    name = pick(lang, row["area_zh"], row["area_en"] + " ") if row.get("area_code", b.area) != b.area else ""
    return f"{name}{row['period']}{pick(lang, '年：', ': ')}{format_figure(row, lang)}"


def given(b: Budget, key: str, lang: str) -> str:
    """Return the stated numbers that go into a derived one, in words."""
    told = [said(b.stated[name], lang) for name in _FROM.get(key, "").split() if b.has(name)]
    pages = inputs(b)
    told += [taken(row, b, lang) for name in (key, _LIKE.get(key, "")) if (row := pages.get(name)) is not None]
    return pick(lang, "；", "; ").join(dict.fromkeys(told))


def reckon(b: Budget, key: str, text: str, lang: str) -> str:
    """Return the words of a derived number as markup, with its formula and what went in."""
    return computed(text, pick(lang, *DERIVED[key][2]), given(b, key, lang))


def derived(b: Budget, d: Mapping[str, Derived], key: str, lang: str, *, bare: bool = False, unsigned: bool = False) -> str:
    """Return a derived number with its interval as markup, in the unit that `DERIVED` gives it.

    Parameters
    ----------
    b, d : Budget, dict of Derived
        From `read_budget` and `derive`.
    key : str
        Which number.
    lang : {'zh', 'en'}
        Language.
    bare : bool
        Whether to leave its interval out.
    unsigned : bool
        Whether words beside it tell the direction.
    """
    made, unit = d[key], DERIVED[key][1]
    if unsigned:
        low, high = sorted((abs(made.low), abs(made.high)))
        made = Derived(low, high, abs(made.mid), made.basis)
    decimals = 1 if unit == "个百分点" else None
    return reckon(b, key, number(made, unit, lang, decimals=decimals, bare=bare), lang)


def span(b: Budget, key: str, lang: str) -> str:
    """Return the interval around a stated rate as markup, with what it rests on; empty where there is none."""
    ends = b.span(key)
    if ends.low == ends.high:
        return ""
    return reckoned(
        format_interval(ends.low, ends.high, "%", lang), left_open(str(b.stated[key]["bound"])), lang, said(b.stated[key], lang)
    )
