"""Invented data: reports of places that do not exist, as raw files and as rows of the frames that analyses read."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

from xclib.data import schema

#: Where the invented reports are published.
URL = "https://qinglan.example/report"

REPORT = {
    "report_id": "cn-999901-work-2031",
    "area_code": "999901",
    "area_zh": "青岚市",
    "area_en": "Qinglan City",
    "kind": "work",
    "year": "2031",
    "title_zh": "青岚市2031年政府工作报告(虚构)",
    "title_en": "Work report of Qinglan City, 2031 (invented)",
    "delivered": "2031-01-10",
    "published": "2031-01-20",
    "source_url": URL,
    "retrieved": "",
    "text_sha256": "0" * 64,
}


def figure_row(**told: str) -> dict[str, str]:
    """A row of figures.csv with what a test does not care about filled in."""
    row = dict.fromkeys(schema.columns("raw", "figures"), "")
    row |= {
        "part": "review",
        "section": "1",
        "paragraph": "1",
        "line": "3",
        "start": "10",
        "number": "5.8",
        "unit": "%",
        "bound": "=",
    }
    return row | {"measure": "growth", "status": "actual", "period": "2030", "label": "地区生产总值"} | told


def context_row(**told: str) -> dict[str, str]:
    """A row of context.csv with what a test does not care about filled in."""
    row = dict.fromkeys(schema.columns("raw", "context"), "")
    row |= {"area_code": "999901", "area_zh": "青岚市", "area_en": "Qinglan City", "period": "2029", "indicator": "gdp"}
    row |= {
        "indicator_zh": "地区生产总值",
        "measure": "level",
        "as_printed": "3000亿元",
        "value": "300000000000",
        "unit_code": "CNY",
        "bound": "=",
    }
    row |= {"status": "actual", "vintage": "first", "grade": "A", "source_url": "https://qinglan.example/2030"}
    return row | told


def write_rows(path: Path, table: str, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(schema.columns("raw", table)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


FIGURES = [
    figure_row(line="3", number="3210.5亿", unit="元", measure="level", label="地区生产总值"),
    figure_row(line="3", start="30", number="4.9"),
    figure_row(line="4", number="1.3", sign="-", label="一般公共预算收入"),
    figure_row(line="5", number="198.2亿", unit="元", measure="level", label="一般公共预算收入"),
    figure_row(line="6", number="1.2万", unit="人", bound=">", bound_word="余", measure="level", label="城镇新增就业"),
    figure_row(line="8", part="plan", number="5", bound="~", bound_word="左右", status="target", period="2031"),
    figure_row(
        line="9",
        part="plan",
        number="5.5",
        bound="<=",
        bound_word="以内",
        measure="level",
        status="target",
        period="2031",
        label="城镇调查失业率",
    ),
]


def write_invented(root: Path) -> Path:
    """Write a data folder with one invented report of seven figures."""
    write_rows(root / "raw" / "reports.csv", "reports", [REPORT])
    write_rows(root / "raw" / REPORT["report_id"] / "figures.csv", "figures", FIGURES)
    write_rows(root / "raw" / "context.csv", "context", [context_row()])
    return root


def figure(**more: Any) -> dict[str, Any]:
    """A row of `xclib.figures` with what a test does not care about filled in; the interval is the value unless it is given."""
    value = more.get("value", 500.0)
    row: dict[str, Any] = {
        "figure_id": "x:3:1", "report_id": "x", "part": "review", "section": "1", "line": 3, "start": 1, "number": "500", "unit": "个",
        "unit_code": "NR", "label": "托位数量", "label_zh": "", "label_en": "", "scope": "", "value": value, "value_high": math.nan,
        "low": value, "high": value, "bound": "=", "bound_word": "", "factor": 1.0, "dimension": "count", "convention": "exact",
        "measure": "level", "status": "actual", "period": "2030", "indicator": "", "topic": "", "prefix": "", "suffix": "",
        "direction": "none", "coverage": "year", "corrected": False, "source_url": URL,
    }  # fmt: skip
    return row | more


def fact(period: int, value: float, half: float = 0.0, **more: Any) -> dict[str, Any]:
    """A row of `xclib.context` or `xclib.series`; ``half`` is half a unit of the last digit printed."""
    row: dict[str, Any] = {
        "area_code": "999901", "area_zh": "青岚市", "area_en": "Qinglan City", "period": period, "months": "", "indicator": "gdp",
        "indicator_zh": "", "measure": "level", "status": "actual", "value": value, "value_high": math.nan, "low": value - half,
        "high": value + half, "bound": "=", "bound_word": "", "vintage": "first", "base": "", "grade": "A", "unit_code": "CNY",
        "as_printed": f"{value:g}", "origin": "context", "source_url": URL,
    }  # fmt: skip
    return row | more


def pair(**more: Any) -> dict[str, Any]:
    """A row of `xclib.pairs`; the intervals are the values unless they are given."""
    row: dict[str, Any] = {
        "pair": "p", "topic": "livelihood", "name_zh": "家庭养老床位", "name_en": "Home-care beds", "grade": "same", "reason": "",
        "note_zh": "", "note_en": "", "delivered_ids": "x:1:1", "promised_ids": "x:2:1",
    }  # fmt: skip
    for side, value, year in (("delivered", 500.0, "2030"), ("promised", 300.0, "2031")):
        value = more.get(side, value)
        row |= {side: value, f"{side}_low": value, f"{side}_high": value, f"{side}_bound": "=", f"{side}_period": year}
        row |= {f"unit_{side}": "张", f"{side}_url": f"{URL}#{side}"}
    return row | more
