"""What a report says that last year's target was, 高于8%的年初目标: read only to be set against the target as it was set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from xclib.data.rows import records
from xclib.panels.match import find_names
from xclib.panels.words import plain, read_rules

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the recalled targets.
RECALLED = ("doc", "level", "area_code", "indicator", "period", "value", "line")

#: 8%的年初目标, 8%以上的预期目标, 4.5%的控制目标
_WORDS = "(?:年初|年度|全年|当年|预期|预定|既定|控制|调控|计划|省定|确定|规划|增长|任务|原定|下达|的)*"
_BEHIND = re.compile(rf"%?(?:以内|左右|以上|以下)?的?{_WORDS}(?:目标|指标|控制线|任务)")
#: 高于年初确定的 8%: the number itself, and not the points between, which end in 个百分点.
_AHEAD = re.compile(r"(?:目标|控制线)(?:值|数)?[（(]?(?:为|是)?[（(]?$")
#: 高于预期目标0.7: points between outcome and target.
_BETWEEN = re.compile(
    rf"(?P<side>高于|高出|超过|超出|超|快于|低于)(?:[省市区州]{{1,2}})?{_WORDS}(?:目标|控制线|任务)(?:值|数)?(?:近|约)?$"
)
_STOP = re.compile(r"[。；;]")
#: Another thing than the name, behind it; several years.
_OTHER = re.compile(r"占|比重|年均|五年|累计|、[\u4e00-\u9fff]{4,}")
#: Farthest that the name may stand before the number.
_FAR = 70


def read_recalled(figures: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what reports recall of the targets of the year that each reviews.

    ``RECALLED``; ``period`` is the year of the target. Rates in % only: a level is seldom recalled.

    >>> row = {"doc": "x", "level": "", "area_code": "", "area": "青岚市", "year": 2031, "unit_code": "PT", "part": "review",
    ...        "measure": "growth", "value": 7.0, "line": 3, "before": "地区生产总值增长8.1%，高于", "after": "%的年初目标。"}
    >>> [(r["indicator"], r["period"], r["value"]) for r in read_recalled([row])]
    [('gdp_growth', '2030', 7.0)]
    """
    found = []
    for row in figures:
        if row["unit_code"] not in ("PT", "PP") or row["part"] != "review" or not row["year"]:
            continue
        before = plain(row["before"])
        points = _BETWEEN.search(before) if row["unit_code"] == "PP" else None
        if not points and (row["unit_code"] == "PP" or not (_BEHIND.match(row["after"]) or _AHEAD.search(before))):
            continue
        names = find_names(before, nation=row["area"] == "全国")
        if not names or len(names[-1].families) > 1 or len(before) - names[-1].end > _FAR:
            continue
        family = read_rules()["families"][names[-1].families[0]]
        # Plain revenue is of no indicator where no local part stands behind it.
        if names[-1].second and "followed" in family:
            continue
        # The clause must have told the outcome first, and of nothing else.
        outcomes = re.findall(r"(下降)?(\d+(?:\.\d+)?)%", before[names[-1].end :])
        if _STOP.search(before, names[-1].end) or not outcomes or _OTHER.search(before, names[-1].end):
            continue
        value = float(row["value"])
        if points:
            outcome = float(outcomes[-1][1]) * (-1 if outcomes[-1][0] else 1)
            value = round(outcome + value if points["side"] == "低于" else outcome - value, 6)
        indicator = family.get("growth") or (family["level"] if "PT" in family.get("unit", ()) else None)
        if indicator:
            shared = {name: row[name] for name in ("doc", "level", "area_code", "line")}
            found.append(shared | {"value": value, "indicator": indicator, "period": str(int(row["year"]) - 1)})
    return found


def recalled_targets(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the recalled targets of a corpus, ``RECALLED``.

    ``figures``: as for `xclib.panels.headlines.build_panel`.
    """
    import pandas as pd

    some = figures[figures["unit_code"].isin(["PT", "PP"]) & (figures["part"] == "review")]
    some = some[some["before"].str.contains("目标|任务|控制线") | some["after"].str.contains("目标|任务|指标|控制线")]
    # No report's rows depend on another's.
    rows = read_recalled(records(some.sort_values("doc", kind="stable")))
    return pd.DataFrame(rows, columns=list(RECALLED)).drop_duplicates(["doc", "indicator"])
