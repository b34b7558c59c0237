"""What the environment brief sets side by side: delivered with promised, and the binding indicators with their numbers."""

from __future__ import annotations

import math
from html import escape

import pandas as pd

from xclib.analyses.environment.words import BLANK, CEILINGS, Row, cell_words, span, value_of
from xclib.economics import Derived, divide
from xclib.figure import Interval
from xclib.present import link
from xclib.rows import records
from xclib.wording import format_bound, format_value, full_label, pick

_GRADES = {
    "same": ("口径相同", "same basis"),
    "shifted": ("措辞或阶段有变", "wording or stage shifted"),
    "caveat": ("有保留", "with a caveat"),
    "false": ("不可比", "do not compare"),
}


# --- delivered and promised -----------------------------------------------------------------------------------------------


def next_year_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of a delivered figure with a later promise; an outcome beside its own year's target is none of them."""
    return pairs[pairs["promised_period"].astype(str) > pairs["delivered_period"].astype(str)].reset_index(drop=True)


def _usable(pairs: pd.DataFrame) -> pd.DataFrame:
    return next_year_pairs(pairs).query("grade != 'false'").reset_index(drop=True)


def chart_pairs(pairs: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the usable pairs as rows of `xclib.charts.draw_pairs`."""
    usable = _usable(pairs)
    units = [
        format_value(0, d, lang).removeprefix("0").strip() if d == p else ""
        for d, p in zip(usable["unit_delivered"], usable["unit_promised"], strict=True)
    ]
    rows = usable.assign(name=usable[pick(lang, "name_zh", "name_en")], unit=units)
    for side in ("delivered", "promised"):
        # A printed 100% would look like a bound, since its interval ends there; rounding could not be seen on this scale.
        exact = rows[f"{side}_bound"] == "="
        for end in ("low", "high"):
            rows[f"{side}_{end}"] = rows[f"{side}_{end}"].where(~exact, rows[side])
    return rows


def promise_ratio(pair: Row) -> Derived | None:
    """Return the promise in percent of what was delivered; None for shares, for different units and for a delivered nothing."""
    if "%" in (pair["unit_delivered"], pair["unit_promised"]) or pair["delivered_low"] <= 0:
        return None
    ends = divide(
        Interval(pair["promised_low"], pair["promised_high"]), Interval(pair["delivered_low"], pair["delivered_high"])
    )
    exact = pair["delivered_bound"] == "=" and pair["promised_bound"] == "="
    mid = pair["promised"] / pair["delivered"] * 100 if exact else math.nan
    return Derived(ends.low * 100, ends.high * 100, mid, "promised / delivered")


def pair_rows(pairs: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return pairs as rows of a table, the false ones last, each with its grade and caveat."""
    order = pairs.assign(_false=pairs["grade"] == "false").sort_values("_false", kind="stable")
    rows = []
    for p in records(order):
        ratio = promise_ratio(p) if p["grade"] != "false" else None
        told = "" if ratio is None else span(ratio, "%", lang, 0)
        sides = {
            s: format_bound(p[s], p[f"{s}_bound"], p[f"unit_{s}"], lang) + f" ({p[f'{s}_period']})"
            for s in ("delivered", "promised")
        }
        grade = pick(lang, *_GRADES[p["grade"]])
        remark = str(p[pick(lang, "note_zh", "note_en")] or "")
        rows.append(
            {
                "name": str(p[pick(lang, "name_zh", "name_en")]),
                **sides,
                "ratio": told or pick(lang, "不算", "not formed"),
                "grade": f"{grade}{pick(lang, '：', ': ')}{remark}" if remark else grade,
                "delivered_url": p["delivered_url"],
                "promised_url": p["promised_url"],
            }
        )
    return rows


def sort_pairs(pairs: pd.DataFrame, lang: str, *, numbers: bool = False) -> dict[str, list[str]]:
    """Return the names of usable pairs by what the promise is beside the outcome: ``more``, ``less`` or ``level``.

    With ``numbers`` each name is HTML and has both numbers as links.
    """
    out: dict[str, list[str]] = {"more": [], "less": [], "level": []}
    for p in records(_usable(pairs)):
        higher, lower = p["promised_low"] > p["delivered_high"], p["promised_high"] < p["delivered_low"]
        name = str(p[pick(lang, "name_zh", "name_en")])
        if numbers:
            ends = (link(_side(p, s, lang), str(p[f"{s}_url"])) for s in ("delivered", "promised"))
            name = f"{escape(name)}{pick(lang, '', ' ')}{' → '.join(ends)}"
        if p["grade"] == "caveat":
            name += pick(lang, "（口径有保留）", " (with a caveat)")
        out["more" if higher else "less" if lower else "level"].append(name)
    return out


def _side(pair: Row, side: str, lang: str) -> str:
    return format_bound(pair[side], pair[f"{side}_bound"], pair[f"unit_{side}"], lang)


def find_pairs(pairs: pd.DataFrame, lang: str, *, numbers: bool = False) -> str:
    """Return the finding on promises beside outcomes; plain text for captions, HTML with ``numbers``."""
    kinds = {k: v for k, v in sort_pairs(pairs, lang, numbers=numbers).items() if v}
    if not kinds:
        return pick(lang, "没有可以并列的完成数与承诺数。", "There are no outcomes and promises that may be set side by side.")
    words = {
        "more": pick(lang, "承诺高于上年完成的有", "promised above last year's outcome"),
        "less": pick(lang, "承诺低于上年完成的有", "promised below last year's outcome"),
        "level": pick(lang, "持平或差在四舍五入之内的有", "level, or apart by rounding alone"),
    }
    colon, comma, stop = (pick(lang, zh, en) for zh, en in (("", ": "), ("、", ", "), ("；", "; ")))
    told = stop.join(f"{words[k]}{colon}{comma.join(v)}" for k, v in kinds.items())
    count = sum(len(v) for v in kinds.values())
    return pick(lang, f"可并列的{count}对中，{told}。", f"Of {count} usable pairs, {told}.")


def find_false(pairs: pd.DataFrame, lang: str) -> list[str]:
    """Return one sentence for each pair that looks comparable and is not."""
    said = []
    for p in records(pairs[pairs["grade"] == "false"]):
        ends = [
            link(format_bound(p[s], p[f"{s}_bound"], p[f"unit_{s}"], lang), str(p[f"{s}_url"]))
            for s in ("delivered", "promised")
        ]
        name, remark = (escape(p[pick(lang, f"{c}_zh", f"{c}_en")]) for c in ("name", "note"))
        years = p["delivered_period"], p["promised_period"]
        said.append(
            pick(
                lang,
                f"{name}：{years[0]}年{ends[0]}与{years[1]}年{ends[1]}不是一回事：{remark}。",
                f"{name}: {ends[0]} in {years[0]} and {ends[1]} for {years[1]} are not the same thing: {remark}.",
            )
        )
    return said


# --- the annex ------------------------------------------------------------------------------------------------------------


def plan_rows(plan: pd.DataFrame, figures: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return rows of the plan table: with a number of their own first, then those that have words alone."""
    known = figures.set_index("figure_id")
    rows = []
    natures = {"binding": pick(lang, "约束性", "binding"), "anticipatory": pick(lang, "预期性", "anticipatory")}
    for p in records(plan.assign(_words=plan["value"].isna()).sort_values("_words", kind="stable")):
        own = bool(p["figure_id"]) and p["figure_id"] in known.index
        name = full_label(p, name="name_zh") if lang == "zh" else p["name_en"] or p["name_zh"]
        rows.append(
            {
                "name": f"{p['number']}{'.' + str(p['part']) if p['part'] else ''} {name}",
                "plan": value_of(known.loc[p["figure_id"]], lang) if own else cell_words(p["plan"], lang),
                "own": pick(lang, "有", "yes") if own else pick(lang, "无", "no"),
                "nature": natures.get(p["nature"], pick(lang, "未载", "not stated")),
                "url": p["source_url"],
            }
        )
    return rows


def count_numbers(plan: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows of each nature have a number of their own: ``nature``, ``rows``, ``numbers``, ``words``, ``blank``.

    Examples
    --------
    >>> rows = pd.DataFrame({"nature": ["binding"] * 3, "value": [1.0, math.nan, math.nan], "plan": ["1", "达标", "-"]})
    >>> count_numbers(rows).values.tolist()
    [['binding', 3, 1, 1, 1]]
    """
    empty = plan["value"].isna() & plan["plan"].astype(str).str.strip().isin(BLANK)
    told = plan.assign(_blank=empty).groupby("nature", sort=False)
    counted = told.agg(rows=("value", "size"), numbers=("value", "count"), blank=("_blank", "sum")).reset_index()
    counted["words"] = counted["rows"] - counted["numbers"] - counted["blank"]
    return counted[["nature", "rows", "numbers", "words", "blank"]]


def glance_rows(plan: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return `count_numbers` as rows of a table, binding first."""
    words = {
        "binding": pick(lang, "约束性", "binding"),
        "anticipatory": pick(lang, "预期性", "anticipatory"),
        "": pick(lang, "未载", "not stated"),
    }
    counted = count_numbers(plan).sort_values("nature", key=lambda s: s != "binding", kind="stable")
    return [
        {"nature": words[c["nature"]], **{k: str(c[k]) for k in ("rows", "numbers", "words", "blank")}}
        for c in records(counted)
    ]


def _named(row: Row, lang: str) -> tuple[str, str]:
    name = str(row["name_zh"] if lang == "zh" else row["name_en"] or row["name_zh"])
    unit = str(row["unit"])
    # The table prints 亿立方米 beside a value that is in 立方米 already.
    plain = unit.lstrip("万亿") or unit
    return escape(name), link(format_value(row["value"], plain, lang), str(row["source_url"]))


def find_binding(plan: pd.DataFrame, lang: str) -> str:
    """Return the finding on how many binding indicators have a number of their own."""
    counted = count_numbers(plan).set_index("nature")
    if "binding" not in counted.index:
        return pick(lang, "报告未附约束性指标表。", "The report has no table of binding indicators.")
    binding = plan[plan["nature"] == "binding"]
    bare = binding[binding["value"].isna()]
    total, own = int(counted["rows"]["binding"]), int(counted["numbers"]["binding"])
    names = pick(lang, "、", "; ").join(
        link(str(r["name_zh"] if lang == "zh" else r["name_en"] or r["name_zh"]), str(r["source_url"])) for r in records(bare)
    )
    text = pick(lang, f"约束性指标{total}行，{own}行有自己的数字", f"Of {total} binding rows {own} have a number of their own")
    blank = int(counted["blank"]["binding"])
    lack = ("没有", "none") if blank else ("只有文字", "words alone")
    if names:
        text += pick(lang, f"，{total - own}行{lack[0]}：{names}", f"; {total - own} have {lack[1]}: {names}")
    for row in records(binding[binding["indicator"].isin(CEILINGS) & binding["value"].notna()]):
        name, cell = _named(row, lang)
        text += pick(lang, f"。{name}{cell}是不得超过的控制总量", f". {name}, {cell}, is a control total not to be exceeded")
    if "anticipatory" in counted.index:
        other = counted.loc["anticipatory"]
        text += pick(
            lang,
            f"。预期性指标{other['rows']}行，{other['numbers']}行有数字",
            f". Of {other['rows']} anticipatory rows {other['numbers']} have one",
        )
    return text + pick(lang, "。", ".")
