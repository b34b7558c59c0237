"""The fields of public service, and what a report states in each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.words.themes import of_topic, theme
from xclib.words.wording import full_label, shown_label

Row = Mapping[str, Any]
TOPIC = "livelihood"
#: Fields of the brief with the words of a label that belong to them; the first that matches counts.
FIELDS = {
    "hotline": "诉求|综合成绩|热线",
    "jobs": "就业|失业|招聘|毕业生|技能人才|企业年金",
    "elderly": "养老|助老|老年|老人|助餐|一键呼|康养|居家为老",
    "childcare": "托位|托育|婴幼儿",
    "renewal": "退租|老旧小区|电梯|简易楼|危旧|棚户|腾退",
    "housing": "住房|公租房|保障房|安置房|回迁",
    "streets": "街巷|院落|胡同|道路|停车|车位|护栏|慢行|交通|小院",
    "education": "幼儿园|学校|学位|课后|教育|校园|通学|中小学",
    "health": "卫生|医|健身|体育|转诊|急救|呼叫响应|健康|食品|药品",
    "community": "便民|物业|业委会|党组织覆盖|议事厅|楼门院|民办实事|生活服务|社区|小区",
    "relief": "救助|救助金|低保|残疾",
    "income": "收入",
    "assistance": "支援协作|支援地区|协作地区|对口(?:支援|帮扶|协作)|东西部协作",
    "other": "",
}


def field_of(label: str) -> str:
    """Return the field that a label belongs to; what is done for partner areas is of no field at home.

    >>> field_of("新增家庭养老床位"), field_of("高校毕业生就业率"), field_of("协作地区就业人数")
    ('elderly', 'jobs', 'assistance')
    """
    if re.search(FIELDS["assistance"], label):
        return "assistance"
    return next((code for code, words in FIELDS.items() if words and re.search(words, label)), "other")


def on_topic(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a report's livelihood figures; parameters of rules are left out.

    Adds ``span`` (the years of a figure of several years, else nothing), ``field`` (or nothing), ``name_zh`` and ``name_en``,
    ``figure`` (a quantity) and ``says``: whether it is a rank or a number; a rank is ``nth_zh`` and ``nth_en``.
    """
    kept = of_topic(figures, TOPIC).reset_index(drop=True)
    rows = records(kept)
    fields = [_field(row) if _is_named(row) else "" for row in rows]
    stated: Any = [Quantity.of(row) for row in rows]
    says = ["rank" if row["measure"] == "rank" else "number" for row in rows]
    names = {f"name_{lang}": [shown_label(row, lang) for row in rows] for lang in ("zh", "en")}
    ranks = {"nth_zh": [f"{row['number']}{row['unit']}" for row in rows], "nth_en": [f"{row['value']:g}" for row in rows]}
    spans = [str(row["period"]).replace("/", "–") if "/" in str(row["period"]) else "" for row in rows]
    return kept.assign(span=spans, field=fields, figure=pd.Series(stated, dtype=object), says=says, **names, **ranks)


def _field(row: Row) -> str:
    # A person's fuller label may tell whom a number is about, which the printed one leaves out.
    away = field_of(str(row.get("label_zh") or "")) == "assistance"
    return "assistance" if away else field_of(str(row["scope"]) + str(row["label"]))


def _is_named(row: Row) -> bool:
    """Whether its own words put a figure into a field; one that is on the topic by its paragraph alone is of none."""
    return row["topic"] == TOPIC or theme(full_label(row)) == TOPIC


def by_field(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row a field with its figures ``done`` and ``due``, as facts."""
    sides = {"done": figures["status"] == "actual", "due": figures["status"] == "target"}
    rows = [
        {"field": code, **{name: records(figures[side & (figures["field"] == code)]) for name, side in sides.items()}}
        for code in FIELDS
    ]
    return pd.DataFrame([row for row in rows if row["done"] or row["due"]], columns=["field", *sides])
