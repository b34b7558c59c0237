"""Names that users pass for areas, reports, indicators and topics: lookup, suggestions and tab completion."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from xclib.errors import UnknownNameError, suggest, unknown
from xclib.model.areas import stem

#: Words that arguments may take.
STATUSES = ("actual", "target", "rule")
PANEL_STATUSES = ("actual", "target", "plan")
SERIES_STATUSES = ("actual", "preliminary", "target")
PARTS = ("front", "review", "plan", "annex", "glossary")
NATURES = ("anticipatory", "binding")
GRADES = ("same", "shifted", "caveat", "false")
PANEL_LEVELS = ("nation", "province", "major city", "prefecture")


def one_of(name: str, value: str | None, allowed: Iterable[str]) -> str | None:
    """Check the value of an argument against the allowed ones; None passes.

    Raises `UnknownNameError`: the value is not allowed.

    >>> one_of("status", "target", STATUSES)
    'target'
    """
    allowed = tuple(allowed)
    if value is not None and value not in allowed:
        raise unknown(name, value, allowed)
    return value


def reports() -> dict[str, str]:
    """Return the ids of the registered reports by id, and by area and year in both languages."""
    from xclib.data.raw import read_cells

    rows = read_cells("reports.csv", ["report_id", "area_zh", "area_en", "year"])
    return {name: row["report_id"] for row in rows for name in report_names(row)}


def report_names(row: Mapping[Any, Any]) -> list[str]:
    """Return the names of a report: its id, and area with year in both languages."""
    return [row["report_id"], *(f"{row[f'area_{lang}']} {row['year']}" for lang in ("zh", "en"))]


def _places() -> list[dict[str, str]]:
    """Return code and names of the areas that have figures or facts."""
    from xclib.data.raw import read_cells

    return [row for name in ("reports.csv", "context.csv") for row in read_cells(name, ["area_code", "area_zh", "area_en"])]


def areas() -> dict[str, str]:
    """Return the GB/T 2260 codes of the areas that have figures or facts, by code and by name in both languages."""
    rows = _places()
    return {row[of]: row["area_code"] for of in ("area_code", "area_zh", "area_en") for row in rows if row[of]}


def indicators() -> dict[str, str]:
    """Return the codes of the catalogue by code and by name in both languages."""
    from xclib.model.indicators import read_indicators

    catalogue = read_indicators()
    return {code: code for code in catalogue} | {name: i.code for i in catalogue.values() for name in (i.zh, i.en)}


def topics() -> dict[str, str]:
    """Return the topics by code and by name in both languages."""
    from xclib.model.indicators import read_topics

    by_code = read_topics()
    return {code: code for code in by_code} | {name: code for code, entry in by_code.items() for name in entry.values()}


#: Administrative ranks at the end of English names, which are often omitted.
_RANK = re.compile(r" (?:District|City|County|Prefecture|Province|Municipality)$")


@lru_cache(maxsize=8)
def area_names(places: frozenset[tuple[str, str, str]]) -> dict[str, set[str]]:
    """Return the codes of areas by code, by name in Chinese and English, and by name without its rank.

    ``places``: code, Chinese and English name.

    >>> sorted(area_names(frozenset({("110102", "西城区", "Xicheng District")})))
    ['110102', 'Xicheng', 'Xicheng District', 'xicheng', 'xicheng district', '西城', '西城区']
    """
    names: dict[str, set[str]] = {}
    for code, zh, en in places:
        for name in {code, zh, en, stem(zh), _RANK.sub("", en)}:
            names.setdefault(name, set()).add(code)
            names.setdefault(name.casefold(), set()).add(code)
    return names


def find_codes(
    area: str, places: frozenset[tuple[str, str, str]], among: Collection[str] = (), *, missing: str = ""
) -> set[str]:
    """Return the codes of the area with a name; a short name is that of the highest level, if it is unambiguous there.

    ``area``: code, or name with or without its rank, in Chinese or English; ``places``: code, Chinese and English name of
    the areas that there are; ``among``: codes that are preferred where several areas share the name; ``missing``: error
    message for an unknown name. Raises `UnknownNameError`: the name is unknown or ambiguous.

    >>> find_codes("xicheng", frozenset({("110102", "西城区", "Xicheng District")}))
    {'110102'}
    >>> find_codes("海南", frozenset({("460000", "海南省", "Hainan"), ("632500", "海南藏族自治州", "Hainan Prefecture")}))
    {'460000'}
    >>> find_codes("Dali", frozenset({("532900", "大理白族自治州", "Dali"), ("532901", "大理市", "Dali City")}))
    {'532900'}
    """
    names = area_names(places)
    codes = names.get(area) or names.get(area.casefold())
    if codes is None:
        known: dict[str, str] = {}
        for code, zh, en in sorted(places):
            for name in (zh, stem(zh), en, _RANK.sub("", en), code):
                known.setdefault(name, code)
        raise unknown("area", area, known, message=missing)
    if len(codes) > 1 and len(some := codes & set(among)) == 1:
        return some
    # 大理 is the prefecture, and 大理市 only where it alone is meant; 吉林省 and 吉林市 differ in the rank alone.
    full = {code: zh for code, zh, _ in places}
    highest = min(map(_level, codes))
    shortest = min(len(full[code]) for code in codes if _level(code) == highest)
    codes = {code for code in codes if len(full[code]) == shortest}
    if len(codes) > 1:
        choices = " or ".join(f"{code} ({full[code]})" for code in sorted(codes))
        raise UnknownNameError(f"{len(codes)} areas go by {area!r}", advice=f"choose {choices}")
    return codes


def _level(code: str) -> int:
    """Return 0 of the nation and of a province, 1 of a prefecture, 2 of a county."""
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def check_area(area: str) -> str:
    """Return the code of an area that has figures or context, by code or name.

    Raises `UnknownNameError`: the name is unknown or ambiguous.

    >>> check_area("110102"), check_area("西城"), check_area("Xicheng")
    ('110102', '110102', '110102')
    """
    places = frozenset((row["area_code"], row["area_zh"], row["area_en"]) for row in _places())
    return min(find_codes(area, places, missing=f"no figures for area {area!r}"))


def check_code(area: str) -> str:
    """Return the code of an area, by code or name; any code is accepted, an unknown name is not.

    >>> check_code("110000")
    '110000'
    """
    return area if re.fullmatch(r"\d{6}", area) else check_area(area)


# --- offered -----------------------------------------------------------------------------------------------------------


class Names:
    """Names of one kind with tab completion: ``codes.indicators.gdp_growth`` is ``"gdp_growth"``.

    Parameters
    ----------
    kind : str
        Kind of name, for error messages.
    load : callable
        Returns the code by each of its names.

    Examples
    --------
    >>> some = Names("topic", lambda: {"growth": "growth", "增长": "growth"})
    >>> some.growth, some["增长"], list(some)
    ('growth', 'growth', ['growth'])
    """

    def __init__(self, kind: str, load: Callable[[], Mapping[str, str]]) -> None:
        self._kind, self._load = kind, load

    def __dir__(self) -> list[str]:
        return [name for name in map(_identifier, self._load()) if name.isidentifier()]

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        known = self._load()
        found = known.get(name) or next((code for key, code in known.items() if _identifier(key) == name), None)
        if found is None:
            raise AttributeError(f"unknown {self._kind} {name!r}; {suggest(name, known)}")
        return found

    def __getitem__(self, name: str) -> str:
        known = self._load()
        if name not in known:
            raise unknown(self._kind, name, known)
        return known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(self._load().values()))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __repr__(self) -> str:
        names = self._load()
        by_code: dict[str, list[str]] = {}
        for name, code in names.items():
            by_code.setdefault(code, []).append(name)
        return "\n".join("  ".join(dict.fromkeys([code, *of])) for code, of in by_code.items())

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._load())


def _identifier(name: str) -> str:
    """Turn a name into a Python identifier: cn-110102-plan-2024 into cn_110102_plan_2024."""
    return re.sub(r"\W+", "_", name).strip("_")


class Codes:
    """Known reports, areas, indicators and topics, with tab completion.

    Examples
    --------
    >>> Codes().indicators.gdp_growth, Codes().areas["西城区"]
    ('gdp_growth', '110102')
    """

    def __init__(self) -> None:
        self.reports, self.areas = Names("report", reports), Names("area", areas)
        self.indicators, self.topics = Names("indicator", indicators), Names("topic", topics)

    def __repr__(self) -> str:
        return "reports, areas, indicators, topics"


def _words(allowed: Iterable[str]) -> dict[str, str]:
    return dict(zip(allowed, allowed, strict=True))


#: What an argument takes by its name; names of reports, areas, indicators and topics lead to their codes.
_ARGUMENTS: dict[str, Callable[[], Mapping[str, str]]] = {
    "report": reports,
    "area": areas,
    "indicator": indicators,
    "topic": topics,
    "status": partial(_words, tuple(dict.fromkeys((*STATUSES, *SERIES_STATUSES, *PANEL_STATUSES)))),
    "part": partial(_words, PARTS),
    "nature": partial(_words, NATURES),
    "grade": partial(_words, GRADES),
    "level": partial(_words, PANEL_LEVELS),
    "lang": partial(_words, ("zh", "en")),
}
#: What the arguments by place are.
_PLACES = {
    **dict.fromkeys(("figures", "figure", "lookup", "plan", "pairs", "report"), ("report",)),
    "series": ("indicator", "area"),
    **dict.fromkeys(("context", "facts", "panel", "outcomes", "coverage"), ("indicator",)),
}
_NAMED = re.compile(r"""\b(?P<name>[a-z]+)\s*=\s*(?P<quote>["'])(?P<begun>[^"'\n]*)$""")
_PLACED = re.compile(
    rf"""\bxc(?:lib)?\.(?P<call>{"|".join(_PLACES)})\(\s*(?P<first>(?P<mark>["'])[^"'\n]*(?P=mark)\s*,\s*)?(?P<quote>["'])(?P<begun>[^"'\n]*)$"""
)


def complete(line: str) -> tuple[str, list[str]]:
    """Return the text typed so far between quotes, and the codes that complete it.

    ``line``: the line up to the cursor.

    >>> complete('xc.figures("cn-110102-plan-2024", topic="fis')
    ('fis', ['fiscal'])
    >>> complete('xc.series("gdp", "西城')
    ('西城', ['110102'])
    """
    if found := _NAMED.search(line):
        kind = found["name"]
    elif found := _PLACED.search(line):
        places = _PLACES[found["call"]]
        kind = places[1 if found["first"] else 0] if len(places) > bool(found["first"]) else ""
    if not found or kind not in _ARGUMENTS:
        return "", []
    begun = found["begun"].casefold()
    codes = [code for name, code in _ARGUMENTS[kind]().items() if name.casefold().startswith(begun)]
    return found["begun"], list(dict.fromkeys(codes))


def offer(shell: Any) -> None:  # noqa: ANN401 - IPython's shell; IPython is not imported here
    """Register the completer of quoted names with IPython; called on import in a notebook or in IPython."""
    completer = getattr(shell, "Completer", None)
    if completer is None or any(getattr(m, "matcher_identifier", "") == _ID for m in completer.custom_matchers):
        return
    from IPython.core.completer import SimpleCompletion, context_matcher

    @context_matcher(identifier=_ID)  # type: ignore[untyped-decorator]
    def names(context: Any) -> dict[str, Any]:  # noqa: ANN401
        from xclib.errors import XclibError

        try:
            begun, codes = complete(context.line_with_cursor[: context.cursor_position])
        except XclibError:
            begun, codes = "", []  # no data folder here
        completions = [SimpleCompletion(text=code, type="value") for code in codes]
        return {"completions": completions, "matched_fragment": begun, "suppress": bool(completions)}

    completer.custom_matchers.append(names)


_ID = "xclib.data.names"
