"""National standards that set a limit for an indicator, by the year of the figure (``standards.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass

from xclib.care.shipped import read_beside


@dataclass(frozen=True, slots=True)
class Standard:
    """A limit and the years to whose annual values it applies."""

    #: In the unit of the indicator.
    limit: float
    #: Of the standard, as printed.
    number: str
    #: Years; ``last`` is 9999 where the standard still holds.
    first: int
    last: int


def standard(indicator: str, year: int) -> Standard | None:
    """Return the national standard for an indicator's annual value of a year; None where there is none.

    ``year``: year of the figure, not of the report that states it.

    >>> standard("pm25", 2023).limit, standard("pm25", 2026).limit, standard("pm25", 2031).limit
    (35.0, 30.0, 25.0)
    """
    for entry in read_beside(__file__, "standards.yaml").get(indicator, []):
        last = int(entry.get("last", 9999))
        if entry["first"] <= year <= last:
            return Standard(float(entry["limit"]), str(entry["number"]), int(entry["first"]), last)
    return None
