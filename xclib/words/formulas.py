"""How numbers were computed, in the language of a page: one line a method, beside the number."""

from __future__ import annotations

import re
from typing import Any

from xclib.care.shipped import read_beside
from xclib.words.wording import check_lang

_FITTED = re.compile("ordinary least squares: (?P<formula>.+); 95% interval, (?P<errors>.+) errors")


def _chinese() -> dict[str, Any]:
    return read_beside(__file__, "formulas.yaml")


#: Columns by which estimates are grouped, as readers call them, in Chinese and English.
_NAMES = {"area_code": ("地区", "area"), "period": ("年份", "year"), "home": ("所在省份", "province")}
_CODES = re.compile(r"\b(?:area_code|period|home)\b")


def explain(basis: str, lang: str) -> str:
    """Return how a number was computed in the language of a page; a basis that is not listed stays as it is.

    ``basis``: as in the ``basis`` of a quantity.

    >>> explain("part / whole", "zh"), explain("part / whole", "en")
    ('部分 ÷ 全体', 'part / whole')
    >>> explain("ordinary least squares: outcome ~ target; 95% interval, HC3 errors", "zh")
    '普通最小二乘：outcome ~ target；HC3标准误，95%区间'
    >>> explain("ordinary least squares: income ~ gdp | area_code + period; 95% interval, clustered(area_code) errors", "en")
    'ordinary least squares: income ~ gdp | area + year; 95% interval, clustered(area) errors'
    """
    english = check_lang(lang) == "en"
    if basis.startswith("ordinary least squares"):
        basis = _CODES.sub(lambda code: _NAMES[code[0]][english], basis)
    if english:
        return basis
    if fitted := _FITTED.fullmatch(basis):
        errors = fitted["errors"]
        for english, chinese in _chinese()["errors"].items():
            errors = errors.replace(english, chinese)
        return str(_chinese()["fitted"]).format(formula=fitted["formula"], errors=errors)
    return str(_chinese()["basis"].get(basis, basis))
