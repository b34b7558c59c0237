"""Money that a report says a budget gives or is given: what kind it is, and how much of revenue."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xclib.analyses.fiscal.budget import Budget, span_of
from xclib.economics import Derived, point_of, share
from xclib.rows import records

if TYPE_CHECKING:
    import pandas as pd

#: Words of money that a budget gives or is given, and of money that others put up.
_GIVEN = re.compile(r"奖励|奖补|补贴|补助|补偿|救助金|慰问金|拨付|专项资金|支援|资助|支持.*资金|资金支持|转移支付")
_NOT_GIVEN = re.compile(r"融资|募集|注册资本|撬动|投资")
_FROM_ABOVE = re.compile(r"^(?:市级|省级|自治区级|中央|国家|上级)")
_YEARLY = re.compile(r"每年|年均|逐年")
_PAID = re.compile(r"兑现|发放|拨付|支付|下达")

#: Kinds of `support`, in the order shown.
KINDS = ("received", "paid", "amount", "yearly", "promised")


def is_support(row: Mapping[str, Any]) -> bool:
    """Whether a figure is money that a budget gives or is given, not money that firms or markets put up.

    >>> is_support({"unit_code": "CNY", "measure": "level", "label": "市级奖励资金", "prefix": "", "indicator": ""})
    True
    >>> is_support({"unit_code": "CNY", "measure": "level", "label": "中小企业融资", "prefix": "", "indicator": ""})
    False
    """
    about = bool(_GIVEN.search(row["label"])) and not _NOT_GIVEN.search(row["label"])
    return about and row["unit_code"] == "CNY" and row["measure"] == "level" and not row["indicator"]


def kind_of(row: Mapping[str, Any]) -> str:
    """Return what an amount of support is, from its label and the words before it.

    Returns
    -------
    {'rule', 'promised', 'received', 'yearly', 'paid', 'amount'}
        ``received`` comes from a higher level; ``yearly`` is a standing commitment; ``amount`` is one of which the text
        does not say that it was paid out.

    Examples
    --------
    >>> kind_of({"status": "actual", "label": "综合贡献奖励", "prefix": "为企业兑现综合贡献奖励"})
    'paid'
    """
    words = row["prefix"] + row["label"]
    if row["status"] != "actual":
        return "rule" if row["status"] == "rule" else "promised"
    if _FROM_ABOVE.match(row["label"]):
        return "received"
    if _YEARLY.search(words):
        return "yearly"
    return "paid" if _PAID.search(words) else "amount"


def support(b: Budget, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the amounts of support with their kind and their share of revenue; rules and amounts without revenue have none.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    figures : DataFrame
        Rows of `xclib.figures` of the report.

    Returns
    -------
    DataFrame
        Rows of ``figures`` with ``kind``, ``share``, ``share_low`` and ``share_high`` (percent), large amounts first.
    """
    import pandas as pd

    rows = []
    for row in records(figures):
        if not is_support(row) or (kind := kind_of(row)) == "rule":
            continue
        part = Derived(math.nan, math.nan, math.nan, "")
        if b.has("revenue"):
            whole, mid = b.both("revenue")
            part = share(span_of(row), whole, part_mid=point_of(row["value"], row["bound"]), whole_mid=mid)
        rows.append(row | {"kind": kind, "share": part.mid, "share_low": part.low, "share_high": part.high})
    columns = [*figures.columns, "kind", "share", "share_low", "share_high"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def split_by_size(frame: pd.DataFrame, *, ratio: float = 10.0) -> list[pd.DataFrame]:
    """Cut amounts into groups that share a scale: none is more than ``ratio`` times the smallest of its group.

    An amount that would stand alone at the small end joins the group before it.

    >>> import pandas as pd
    >>> [len(part) for part in split_by_size(pd.DataFrame({"value": [9e8, 3e8, 1e8, 4e6]}))]
    [4]
    """
    groups: list[list[int]] = []
    values = frame["value"].tolist()
    for at, value in enumerate(values):
        if groups and values[groups[-1][0]] <= ratio * value:
            groups[-1].append(at)
        else:
            groups.append([at])
    if len(groups) > 1 and len(groups[-1]) == 1:
        last = groups.pop()
        groups[-1] += last
    return [frame.iloc[group].reset_index(drop=True) for group in groups]


def rules(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the parameters of support policies; the parts of one ratio (2:3:4:1) become one row.

    Parameters
    ----------
    figures : DataFrame
        Rows of `xclib.figures` of the report.

    Returns
    -------
    DataFrame
        Rows of ``figures`` with ``ratio``, empty but for ratios; ids of figures that became one row are joined by +.
    """
    import pandas as pd

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
