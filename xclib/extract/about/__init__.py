"""What a report says of itself: area, kind and year, each with how sure it is.

Which year a report looks back on, where a person gives its year Y. The first row that holds decides.

| kind given | what the text says | looks back on | plans for |
| --- | --- | --- | --- |
| any | it is of a part of Y alone: 上半年, 1—8月; a budget told of 今年以来, or changed within Y | Y, 今年 too | Y |
| work report | of a department, in its title | as a department report | |
| work report | it was given in the autumn of Y, and names the tasks of Y+1 or what is expected of Y | Y, 今年 too | Y+1 |
| work report, plan outline | anything else | Y-1 | Y |
| any other | its year is surely Y-1, communiqués and bulletins naming Y in days alone | Y-1 | Y |
| any other | its year is surely Y: a title, 20Y年决算, the voice of a communiqué | Y | Y+1 |
| communiqué, bulletin, final accounts | none | Y | |
| department report | Y alone, or what came of Y, or no year, up to the next steps: 下一步, 明年 | Y, 今年 too | Y+1 |
| department report | only 1—12月 without a year, or Y planned for | Y-1 | Y |
| budget report, plan report | none | Y-1 | Y |
| none | outcomes of Y and no plan | Y | Y+1 |
| none, and no year | nothing of a plan | the years that the text names | |

The year of a text is that of its title or first sentence, else the one that headings, 今年是, plans and congresses point to,
else the one its words are likeliest said of. Within the text a paragraph, and then a sentence, may name a year of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from xclib.extract.about.area import SURE, area_of_site, read_area
from xclib.extract.about.kind import kind_of_title, read_kind
from xclib.extract.about.seen import Seen, titles
from xclib.extract.about.year import (
    is_draft,
    is_part_year,
    is_reported_within,
    names_no_other,
    only_reviews,
    opens_with,
    opens_within,
    planned_year,
    read_year,
    reports_on,
    reviews_this_year,
    sets_goals,
    sums_up_own_year,
    tells_of,
)
from xclib.extract.tokens import fold
from xclib.model.areas import areas_by_code, find_area, full_name
from xclib.model.codes import looks_back

__all__ = ["SURE", "About", "planned_year", "recognize", "titles"]


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report.

    Parameters
    ----------
    area, area_code : str
        Name of the area, a county's behind its prefecture's, and its GB/T 2260 code; empty where not known.
    kind : str
        A name of `xclib.model.codes.KINDS`; empty where not known.
    year : int or None
        The year planned for, or reported on, as the kind is filed; None where not known.
    looks_back : bool
        Whether the year is the one reported on.
    part_year : bool
        Whether only a part of the year is reported on: 上半年.
    sure : mapping
        How sure area, kind and year are, from 0 to 1; 1 where given.
    """

    area: str = ""
    area_code: str = ""
    kind: str = ""
    year: int | None = None
    looks_back: bool = False
    part_year: bool = False
    sure: Mapping[str, float] = field(default_factory=dict)


def recognize(
    text: str,
    *,
    title: str = "",
    source_url: str = "",
    published: str = "",
    site: str = "",
    area: str = "",
    area_code: str = "",
    kind: str = "",
    year: int | None = None,
) -> About:
    r"""Recognize the area, the kind and the year of a report.

    ``text``: the report; one line a paragraph. ``title``, ``source_url``, ``published``, ``site``: title, address and ISO date
    of its page, and whose site that is of, where it has them. ``area``, ``area_code``, ``kind``, ``year``: what is known
    already and is taken as it is; only the year of an outline gives way to the first year of the plan that its title names,
    where the two are one year apart. A code names the area.

    >>> found = recognize("政府工作报告\n——2031年1月8日在福州市仓山区第十八届人民代表大会上\n一、2030年工作回顾")
    >>> found.area, found.area_code, found.kind, found.year
    ('福州市仓山区', '350104', 'work report', 2031)
    """
    seen = _seen(fold(text), title, source_url, published, site)
    sure: dict[str, float] = {}
    if area_code and not area and (known := areas_by_code().get(area_code)):
        area = full_name(known)
    if area:
        known = find_area(area)
        area_code, sure["area"] = area_code or ((known.successor or known.code) if known else ""), 1.0
    given = bool(kind)
    kind, sure["kind"] = (kind, 1.0) if given else read_kind(seen)
    kind = kind if sure["kind"] >= SURE else ""
    dated = _dated_as(seen, kind) if given else kind
    part, back = is_part_year(seen, dated, year), False
    if year is None:
        year, back, sure["year"] = read_year(seen, kind, part)
        back = back or (kind == "work report" and year is not None and sums_up_own_year(seen, year))
    else:
        back, sure["year"] = _looks_back(seen, dated, part, year, given=given), 1.0
        year = _first_planned(seen, year) if kind == "plan outline" else year
    back = back or (kind in ("", "department report") and reviews_this_year(seen))
    back = back or (kind == "" and sure["year"] < SURE and only_reviews(seen) and not sets_goals(seen))
    back = back or (kind == "" and year is not None and sure["year"] >= SURE and opens_within(seen, year))
    if not area:
        area, found_code, sure["area"] = read_area(seen, year)
        if sure["area"] < SURE and (named := area_of_site(seen, year)):
            area, found_code, sure["area"] = named
        area_code = area_code or (found_code if sure["area"] >= SURE else "")
    return About(
        area=area if sure["area"] >= SURE else "",
        area_code=area_code,
        kind=kind,
        year=year if sure["year"] >= SURE else None,
        looks_back=part or back,
        part_year=part,
        sure={name: round(sure[name], 3) for name in ("area", "kind", "year")},
    )


#: A text that was given its year is asked once more for its own.
_seen = lru_cache(1)(Seen)


def _dated_as(seen: Seen, kind: str) -> str:
    """Return the kind by whose custom a report is dated: that of its title, where it is filed under another."""
    titled = kind_of_title(seen)
    # A department's summary may be filed with the work reports.
    own = ("department report",) if kind == "work report" else () if kind == "plan outline" else _FILED_UNDER_OTHERS
    return titled if titled in own else kind


def _first_planned(seen: Seen, year: int) -> int:
    """Return the first year of the plan that the title of an outline names, where it was made public a year off."""
    first, _, sure = read_year(seen, "plan outline", False)
    return first if first is not None and sure >= SURE and abs(first - year) == 1 else year


#: Kinds that are filed with those of their subject.
_FILED_UNDER_OTHERS = ("department report", "final accounts", "statistical communique", "bulletin")


def _looks_back(seen: Seen, kind: str, part: bool, year: int, *, given: bool) -> bool:
    """Whether a report looks back on the year that a person gives for it."""
    if given and kind == "work report":
        return sums_up_own_year(seen, year)
    if (given and kind == "plan outline") or (kind == "budget report" and is_draft(seen)):
        return False
    if kind == "department report" and is_reported_within(seen, year):
        return True
    dated, back, sure = read_year(seen, kind, part)
    if dated is not None and sure >= SURE:
        reviewed = dated if back else dated - 1
        named = re.search(rf"{year}年(?!\d{{1,2}}月\d{{1,2}}日)", seen.text)
        # What a few words of the text say weighs less than the year that a person gives.
        unnamed = named is None and sure > SURE
        if reviewed == year - 1 and (not looks_back(kind) or kind == "final accounts" or unnamed):
            # The accounts of 2030, given the year in which they were laid before the congress, on a day that it names.
            return False
        if reviewed == year:
            # The review of 2030 and the plans for 2031, given the year that is reviewed.
            return True
    reviews = reports_on(seen.opening, year) or tells_of(seen, year)
    reviews = reviews or (kind == "department report" and (opens_with(seen, year) or names_no_other(seen, year)))
    return looks_back(kind) or (back and sure >= SURE) or reviews
