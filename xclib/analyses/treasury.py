"""Money that a report says a budget gives or is given, and the accounts of a budget."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib.analyses.fiscal import Budget
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.quantity import Quantity
from xclib.model.areas import NATION
from xclib.model.gloss import with_gloss
from xclib.model.indicators import read_indicators
from xclib.words.wording import full_label

#: Words of money that a budget gives or is given, and of money that others put up or that each person gets.
_GIVEN = re.compile(r"奖励|奖补|补贴|补助|补偿|救助金|慰问金|拨付|专项资金|支援|资助|支持.*资金|资金支持|转移支付")
_NOT_GIVEN = re.compile(r"融资|募集|注册资本|撬动|拉动|带动|投资|[人生户亩]均|每[人生户亩月年]|标准")
#: Less is what one of many gets: 300 yuan a month to each teacher.
_LEAST = 1e5
#: Amounts from here on have a chart of their own, beside which the others would not be seen.
_LARGE = 1e8
#: Governments above one of each rank: to a province 省级 is its own.
_FROM_ABOVE = {
    "county": re.compile(r"^(?:上级|中央|国家|(?:省|自治区|市)(?:级|财政|下达))"),
    "city": re.compile(r"^(?:上级|中央|国家|(?:省|自治区)(?:级|财政|下达))"),
    "province": re.compile(r"^(?:上级|中央|国家)"),
    "nation": re.compile(r"(?!)"),
}
#: Transfers come from above, unless they are those to the governments below.
_DOWN = re.compile("对下|下达|拨付|对[市区县]|[市区县]级?补助")
_YEARLY = re.compile(r"每年|年均|逐年")
_PAID = re.compile(r"兑现|发放|拨付|支付|下达")
_IN_STEP = re.compile(r"与(.+?)(基本)?(?:保持)?同步")
#: The accounts in their order, each with the words of its labels; a label counts in the first account that fits.
#: Debt is that of governments.
BOOKS = {
    "insurance": r"社会保险基金|社保基金",
    "capital": r"国有资本经营",
    "funds": r"政府性基金|土地出让",
    "debt": r"^(?!.*(?:公司|企业|信用类|金融|主体|交易所|筹资)).*(?:债券|债务)|赤字|举债|置换债",
    "transfers": r"转移支付|上级补助|返还性|税收返还|直达资金",
    "general": r"一般(?:公共)?预算|公共财政|财政(?:总)?(?:收入|支出)|税收|收支相抵|结余|预备费|稳定调节基金|减税|退税|三公"
    r"|民生支出|教育支出|.支出$",
}
#: Items that each account has: they are of the account that their paragraph named last.
_OF_ANY = re.compile("结余|结转|上解|调[出入]资金|(?:收入|支出)总计")
_ORDER = ("general", "funds", "capital", "insurance", "transfers", "debt")
#: What a reader of a fiscal brief looks for first: an indicator, or words by which other figures would show it.
_LOOKED_FOR = {
    "expenditure": "", "expenditure_growth": "", "expenditure_education_share": "", "revenue_three_levels": "",
    "taxes": "税收收入|非税", "debt": BOOKS["debt"], "balance": "赤字|^(?!.*(?:基金|医保|社保)).*结余|收支差",
    "transfers": BOOKS["transfers"], "funds": "政府性基金|土地出让",
}  # fmt: skip
_SUPPORT = ["kind", "name_zh", "name_en", "figure", "of_revenue"]


def is_support(row: Mapping[str, Any]) -> bool:
    """Whether a figure is money that a budget gives or is given, not a rate a head nor money that firms or markets put up.

    >>> row = {"unit_code": "CNY", "measure": "level", "prefix": "", "indicator": "", "value": 3e8}
    >>> is_support({**row, "label": "市级奖励资金"}), is_support({**row, "label": "中小企业融资"})
    (True, False)
    >>> is_support({**row, "label": "教师生活补助", "value": 300})  # to each of them
    False
    """
    about = bool(_GIVEN.search(row["label"])) and not _NOT_GIVEN.search(row["label"])
    whole = row["value"] >= _LEAST
    return about and row["unit_code"] == "CNY" and row["measure"] == "level" and not row["indicator"] and whole


def kind_of(row: Mapping[str, Any], rank: str = "county") -> str:
    """Return what an amount of support is, from its label and the words before it.

    ``received`` comes from a level above the ``rank`` of the area (county, city, province, nation), ``due`` is planned to;
    ``yearly`` is a standing commitment; ``amount`` is one of which the text does not say that it was paid out.

    >>> kind_of({"status": "actual", "label": "综合贡献奖励", "prefix": "为企业兑现综合贡献奖励"})
    'paid'
    >>> [kind_of({"status": "target", "label": "省级专项资金", "prefix": ""}, rank) for rank in ("city", "province")]
    ['due', 'promised']
    """
    words = row["prefix"] + row["label"]
    from_above = _FROM_ABOVE[rank].match(row["label"]) or (
        "转移支付" in row["label"] and rank != "nation" and not _DOWN.search(words)
    )
    if row["status"] != "actual":
        return "rule" if row["status"] == "rule" else "due" if from_above else "promised"
    if from_above:
        return "received"
    if _YEARLY.search(words):
        return "yearly"
    return "paid" if _PAID.search(words) else "amount"


def support(b: Budget, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the amounts of support with their kind and their share of revenue; rules are left out.

    Rows of ``figures`` with ``kind``, names in both languages, ``figure`` and ``of_revenue`` (quantities; None where
    revenue is not stated, and of what is due next year), large amounts first. ``figures``: rows of `xclib.figures` of the
    report.
    """
    ranks = {f"{b.area[:4]}00": "city", f"{b.area[:2]}0000": "province", NATION: "nation"}
    rows, rank = [], ranks.get(b.area, "county")
    for row in records(figures):
        if not is_support(row) or (kind := kind_of(row, rank)) == "rule":
            continue
        figure, name = Quantity.of(row), full_label(row)
        share = ec.percent_of(figure, b["revenue"]) if b.has("revenue") and kind != "due" else None  # of next year
        names = {"name_zh": name, "name_en": row["label_en"] or with_gloss(name)}
        rows.append(row | {**names, "kind": kind, "figure": figure, "of_revenue": share})
    frame = pd.DataFrame(rows, columns=[*figures.columns, *_SUPPORT])
    return frame.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def largest(support: pd.DataFrame, own: str) -> pd.DataFrame:
    """Return the largest amount ``given`` and the largest ``received``, by ``says``; without any amount one row, ``none``.

    Empty where there is only one amount, which the table shows. ``support``: from `support`; ``own``: whose revenue amounts
    are compared with, as `Budget.own` has it.
    """
    now = support[support["kind"] != "due"]
    each = now.assign(says=now["kind"].where(now["kind"] == "received", "given"), own=own).drop_duplicates("says")
    return each.sort_values("says") if len(support) > 1 else pd.DataFrame({"says": ["none"] * support.empty})


def marks(support: pd.DataFrame) -> pd.DataFrame:
    """Return amounts as a chart draws them, by ``size``; a bound with both ends known is drawn as a span (``=``)."""
    closed = support[["low", "high"]].abs().lt(math.inf).all(axis=1)
    size = (support["value"] >= _LARGE).map({True: "large support", False: "small support"})
    return support.assign(value=support["figure"].astype(float), bound=support["bound"].mask(closed, "="), size=size)


def kinds(support: pd.DataFrame) -> dict[str, Any]:
    """Return how many amounts there are of each kind."""
    return {"kinds": [{"kind": kind, "count": int(n)} for kind, n in support["kind"].value_counts(sort=False).items()]}


def rules(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the parameters of support policies; the parts of one ratio (2:3:4:1) become one row.

    Rows of ``figures`` with ``ratio``, empty but for ratios; ids of figures that became one row are joined by +.
    ``figures``: rows of `xclib.figures` of the report.
    """
    kept: list[dict[str, Any]] = []
    for row in records(figures[(figures["status"] == "rule") & (figures["topic"] == "fiscal")]):
        last = kept[-1] if kept else None
        place = (row["line"], row["label"], "")
        if last is not None and row["unit"] == "" and (last["line"], last["label"], last["unit"]) == place:
            last["ratio"] += f":{row['number']}"
            last["figure_id"] += f"+{row['figure_id']}"
        else:
            kept.append(row | {"ratio": row["number"] if row["unit"] == "" else ""})
    return pd.DataFrame(kept, columns=[*figures.columns, "ratio"])


def in_plan(plan: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `xclib.plan` with what a rule without a number asks for.

    Adds ``says`` (number, step or text) and, of a rule such as 与……同步, the ``whole`` with which the indicator keeps in step,
    named in both languages, and whether it does so ``broadly`` (基本).
    """
    english = {alias: i.en for i in read_indicators().values() for alias in i.aliases if i.measure == "level"}
    rows = []
    for row in records(plan):
        found = _IN_STEP.fullmatch(row["plan"]) if math.isnan(row["value"]) else None
        whole, name = found[1] if found else "", full_label(row, name="name_zh")
        says = "step" if found else "text" if math.isnan(row["value"]) else "number"
        names = {"name_zh": name, "name_en": row["name_en"] or with_gloss(name), "whole_en": english.get(whole, whole)}
        rows.append(row | names | {"says": says, "whole_zh": whole, "broadly": bool(found and found[2])})
    return pd.DataFrame(rows, columns=[*plan.columns, "says", "whole_zh", "whole_en", "broadly"])


def absent(b: Budget, figures: pd.DataFrame) -> dict[str, Any] | None:
    """Return what a reader would look for and the report does not state as a number; None where nothing is missing.

    Revenue of all three levels is looked for where other pages state it of the area: few places publish it.
    """
    labels, stated = pd.concat([figures["label"], figures["prefix"]]), set(figures["indicator"])
    if "revenue_three_levels" not in set(b.here["indicator"]):
        stated.add("revenue_three_levels")
    found = {code: labels.str.contains(words).any() if words else code in stated for code, words in _LOOKED_FOR.items()}
    return {"absent": [code for code, seen in found.items() if not seen]} if not all(found.values()) else None


def books(things: pd.DataFrame) -> pd.DataFrame:
    """Return what a report states of each account of the budget.

    Rows of ``things`` in money or as a rate, of the year or the next, with ``book``, in the order of the accounts; a balance is
    of the account that its paragraph tells of. The whole of a budget alone is none of its accounts, so that there are rows
    only where at least two accounts are stated. ``things``: from `xclib.analyses.telling.things`.
    """
    money = things[(things["theme"] == "fiscal") & things["unit_code"].isin(["CNY", "PT"]) & (things["apart"] == "")]
    found: dict[int, str] = {}
    named: dict[Any, str] = {}
    for row in records(money.assign(at=money.index).sort_values(["line", "start"], kind="stable")):
        label = full_label(row)
        found[row["at"]] = book = named.get(row["line"], book_of(label)) if _OF_ANY.search(label) else book_of(label)
        if book in ("general", "funds", "capital", "insurance"):
            named[row["line"]] = book
    rows = money.assign(book=pd.Series(found, index=money.index, dtype=object))
    rows = rows[rows["book"] != ""].sort_values("book", key=lambda b: b.map(_ORDER.index), kind="stable")
    return (rows if rows["book"].nunique() > 1 else rows[:0]).reset_index(drop=True)


def book_of(label: str) -> str:
    """Return the account that a label is of; empty where its words do not say.

    >>> book_of("政府性基金预算收入"), book_of("新增专项债券"), book_of("一般公共预算支出"), book_of("公司信用类债券")
    ('funds', 'debt', 'general', '')
    """
    return next((book for book, words in BOOKS.items() if re.search(words, label)), "")
