"""The accounts of a budget: the general budget, government funds, state capital, social insurance, transfers and debt."""

from __future__ import annotations

import re

import pandas as pd

from xclib.data.rows import records
from xclib.words.wording import full_label

#: The accounts in their order, each with the words of its labels; a label counts in the first account that fits.
BOOKS = {
    "insurance": r"社会保险基金|社保基金",
    "capital": r"国有资本经营",
    "funds": r"政府性基金|土地出让",
    "debt": r"债券|债务|赤字|举债|置换债",
    "transfers": r"转移支付|上级补助|返还性|税收返还|直达资金",
    "general": r"一般公共预算|公共财政|财政(?:总)?(?:收入|支出)|税收|收支相抵|结余|预备费|稳定调节基金|减税|退税|三公"
    r"|民生支出|教育支出|支出$",
}
_ORDER = ("general", "funds", "capital", "insurance", "transfers", "debt")


def books(things: pd.DataFrame) -> pd.DataFrame:
    """Return what a report states of each account of the budget.

    Rows of ``things`` in money or as a rate, with ``book``, in the order of the accounts; the whole of a budget alone is
    none of its accounts, so that there are rows only where at least two accounts are stated. ``things``: from
    `xclib.analyses.telling.things`.
    """
    money = things[(things["theme"] == "fiscal") & things["unit_code"].isin(["CNY", "PT"])]
    found = [book_of(full_label(row)) for row in records(money)]
    rows = money.assign(book=pd.Series(found, index=money.index, dtype=object))
    rows = rows[rows["book"] != ""].sort_values("book", key=lambda b: b.map(_ORDER.index), kind="stable")
    return (rows if rows["book"].nunique() > 1 else rows[:0]).reset_index(drop=True)


def book_of(label: str) -> str:
    """Return the account that a label is of; empty where its words do not say.

    >>> book_of("政府性基金预算收入"), book_of("新增专项债券"), book_of("一般公共预算支出"), book_of("岚江特产")
    ('funds', 'debt', 'general', '')
    """
    return next((book for book, words in BOOKS.items() if re.search(words, label)), "")
