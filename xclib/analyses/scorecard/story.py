"""The scorecard's sentences: findings, captions and headline, chosen by the data. HTML with links; what is data is escaped."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from xclib.analyses.first_screen import screen
from xclib.analyses.livelihood import count_verdicts
from xclib.analyses.scorecard.ambition import median_ratio, medians, odds, ratio_words
from xclib.analyses.scorecard.audit import by_number, tally
from xclib.analyses.scorecard.plan import numbered
from xclib.analyses.scorecard.words import KINDS, Row, inside, items, joined, linked, printed, word
from xclib.formulas import MEDIAN_RATIO, SIGN, explain
from xclib.present import reckoned
from xclib.rows import records
from xclib.wording import format_bound, format_number, pick

Claim = dict[str, dict[str, Any]]


def _figure(row: Row, lang: str) -> str:
    return linked(format_number(row["value"], lang), row["source_url"])


def claim_sentence(claim: Claim, year: int, lang: str) -> str:
    """Say what the report claims of its plan; HTML."""
    if not {"total", "met"} <= set(claim):
        zh, en = f"报告没有说{year}年计划指标完成了几项。", f"The report does not say how many indicators of {year} were met."
        return pick(lang, zh, en)
    total, met = (_figure(claim[name], lang) for name in ("total", "met"))
    zh = f"报告称{year}年{total}项计划指标完成了{met}项。"
    en = f"The report says that {met} of the {total} plan indicators of {year} were met."
    return pick(lang, zh, en)


def _named(row: Row, lang: str) -> str:
    """Name an indicator that was judged, with its outcome and its target."""
    have, aim = (linked(row[name], row[f"{name}_url"]) for name in ("outcome", "target"))
    name = escape(inside(row["name"], lang))
    return pick(lang, f"{name}{have}，目标{aim}", f"{name}: {have} against {aim}")


def checked_sentence(audited: pd.DataFrame, year: int, lang: str) -> str:
    """Say how many of the plan's numbers can be checked, which were missed, and what is known of the others; HTML."""
    if audited.empty:
        return pick(lang, "资料中没有计划表，无从核对。", "The data hold no plan table, so nothing can be checked.")
    count, each = tally(audited), by_number(audited)
    told = {k: [_named(r, lang) for r in records(each[each["kind"] == k])] for k in ("missed", "met", "open")}
    told = {k: names for k, names in told.items() if names}
    known = sum(map(len, told.values()))
    zh, en = f"按{year + 1}年附件的清单，单凭报告", f"Going by the annex's list for {year + 1}, "
    if not known:
        zh, en = f"{zh}一项也不能核对。", f"{en}none can be checked from the report alone."
    elif known == 1:
        ((kind, names),) = told.items()
        zh = f"{zh}能核对的只有1项，{word(kind, lang)}：{names[0]}。"
        en = f"{en}only 1 can be checked from the report alone, and it was {word(kind, lang)} ({names[0]})."
    else:
        zh = (
            f"{zh}能核对{known}项：" + "；".join(f"{len(v)}项{word(k, lang)}（{'；'.join(v)}）" for k, v in told.items()) + "。"
        )
        parts = "; ".join(f"{len(v)} {word(k, lang)} ({'; '.join(v)})" for k, v in told.items())
        en = f"{en}{known} can be checked from the report alone: {parts}."
    return pick(lang, zh, f"{en} ").rstrip() + pick(lang, "", " ") + _rest(count, sum(count.values()) - known, lang)


def _rest(count: dict[str, int], left: int, lang: str) -> str:
    """Say what is known of the indicators that cannot be checked."""
    if not left:
        return ""
    zh = {"no_target": "有实际值而无当年目标", "words": "只有文字", "nothing": "没有报实际值"}
    en = {
        "no_target": ("has an outcome but no target of that year", "have an outcome but no target of that year"),
        "words": ("is told in words only", "are told in words only"),
        "nothing": ("has no outcome in the report", "have no outcome in the report"),
    }
    told = [pick(lang, f"{n}项{zh[k]}", f"{n} {en[k][n != 1]}") for k in zh if (n := count[k])]
    return pick(lang, f"其余{left}项中，{'，'.join(told)}。", f"Of the other {left}, {joined(told, lang)}.")


def targets_sentence(audited: pd.DataFrame, year: int, lang: str) -> str:
    """Say of how many of the plan's numbers the target of the year stands anywhere; plain text, empty without a plan."""
    if audited.empty:
        return ""
    each = by_number(audited)
    here = each[each["target"] != "–"]
    names = joined([inside(name, lang) for name in here["name"]], lang)
    zh = f"{len(each)}项中，{year}年的目标在报告或其他来源载明的有{len(here)}项"
    en = f"Of the {len(each)} indicators, the target of {year} stands in the report or another source for {len(here)}"
    return pick(lang, f"{zh}（{names}）。" if names else f"{zh}。", f"{en} ({names})." if names else f"{en}.")


def plan_sentence(rows: pd.DataFrame, audited: pd.DataFrame, following: int, lang: str) -> str:
    """Say how much of next year's plan has a number, and what the binding indicators without one ask; HTML."""
    each = numbered(rows)
    if each.empty:
        return pick(lang, "资料中没有这份报告的计划表。", "The data hold no plan table of this report.")
    binds = each[each["nature"] == "binding"]
    blank = binds[binds["form"] != "number"]
    has = int((each["form"] == "number").sum())
    zh = f"{following}年附件列{len(each)}项指标，{has}项有数字。"
    en = f"Of the annex's {len(each)} indicators for {following}, {has} have a number."
    if len(binds):
        zh += f"{len(binds)}项约束性指标中{len(blank)}项没有数字"
        en += f" Of the {len(binds)} binding ones {len(blank)} have none"
    if len(blank) and set(blank["form"]) == {"requirement"}:
        words = joined(sorted({printed(str(p), lang) for p in blank["plan"]}), lang)
        zh, en = f"{zh}，只写“{escape(words)}”", f"{en} and say only “{escape(words)}”"
    missed = set(audited[audited["kind"] == "missed"]["number"]) & set(blank["number"])
    names = joined([escape(inside(r["name"], lang)) for r in records(blank[blank["number"].isin(missed)])], lang)
    if names:
        verb = "is" if len(missed) == 1 else "are"
        zh += f"；{following - 1}年未达到的{names}也在其中"
        en += f"; {names}, missed in {following - 1}, {verb} among them"
    return pick(lang, zh.removesuffix("。") + "。", en.removesuffix(".") + ".")


def ambition_sentence(weighed: pd.DataFrame, lang: str, *, test: bool = True) -> str:
    """Say which way promises lie and how large they are beside deliveries, with a sign test or without; HTML."""
    if weighed.empty:
        zh, en = "这份报告的完成与承诺尚未由人核对成对。", "Nobody has paired this report's deliveries and promises yet."
        return pick(lang, zh, en)
    count = count_verdicts(weighed)
    n, ends = count["lower"] + count["equal"] + count["higher"], median_ratio(weighed)
    if not n:
        return pick(lang, "没有能判定的完成与承诺。", "No pair of delivered and promised can be decided.")
    zh = f"能判定的{n}对完成与承诺中，承诺低于完成{count['lower']}对、持平{count['equal']}对、高于{count['higher']}对"
    en = (
        f"Of {items(n, lang, 'pair')} of delivery and promise that can be decided, {count['lower']} are promised lower, "
        f"{count['equal']} equal and {count['higher']} higher"
    )
    p = odds(weighed)
    if p is not None and test:
        tilt = ("看不出偏向", "no tilt can be told") if p >= 0.05 else ("不像偶然", "hardly chance")
        told = reckoned(f"{p:.2f}", SIGN, lang, f"{count['lower']} : {count['higher']}")
        zh, en = f"{zh}（符号检验p={told}，{tilt[0]}）", f"{en} (sign test, p = {told}: {tilt[1]})"
    if ends:
        spread = _spread(weighed, lang)
        middle = reckoned(ratio_words(ends, lang), MEDIAN_RATIO, lang, _sample(weighed, lang))
        zh += f"；数量类承诺的中位数是完成的{middle}倍{spread}"
        en += f"; the median promise of a count is {middle} times the delivery{spread}"
    return pick(lang, f"{zh}。", f"{en}.")


def _spread(weighed: pd.DataFrame, lang: str) -> str:
    """Say between what the median lies as grades of pairs are added; empty where they do not move it."""
    known = [ends for ends in medians(weighed) if ends]
    low, high = min(low for low, _ in known), max(high for _, high in known)
    if low == high:
        return ""
    told = reckoned(ratio_words((low, high), lang), MEDIAN_RATIO, lang, _sample(weighed, lang))
    return pick(lang, f"（依取舍的宽严，在{told}之间）", f" ({told}, depending on how strictly pairs are chosen)")


def _sample(weighed: pd.DataFrame, lang: str) -> str:
    n = int(weighed["ratio_low"].notna().sum())
    return pick(lang, f"{n}对的比值，见表", f"ratios of {items(n, lang, 'pair')}, see the table")


def leading_pairs(weighed: pd.DataFrame, lang: str, codes: tuple[str, ...] = ("gdp_growth", "revenue_growth")) -> str:
    """Return the headline pairs as an aside: delivered → promised; HTML, empty without them."""
    out: list[str] = []
    for row in records(weighed[weighed["pair"].isin(codes) & (weighed["aside"] == "")]):
        sides = [
            linked(format_bound(row[s], row[f"{s}_bound"], row[f"unit_{s}"], lang), row[f"{s}_url"])
            for s in ("delivered", "promised")
        ]
        name = escape(inside(row[f"name_{lang}"], lang) if out else row[f"name_{lang}"])
        out.append(pick(lang, f"{name}{' → '.join(sides)}", f"{name}: {' → '.join(sides)}"))
    return pick(lang, f"{'；'.join(out)}。", f"{'; '.join(out)}.") if out else ""


def base_rate(weighed: pd.DataFrame, steps: pd.DataFrame, lang: str) -> str:
    """Say how usual it is elsewhere to set growth on the side where this report sets it; plain text, empty without both."""
    own = weighed[(weighed["pair"] == "gdp_growth") & weighed["verdict"].isin(["lower", "higher"])]
    if own.empty or len(steps) < 10:
        return ""
    way = str(own["verdict"].iloc[0])
    n, alike = len(steps), int((steps["step"] == way).sum())
    side = {"lower": ("低", "below"), "higher": ("高", "above")}[way]
    zh = f"面板中{n}个省市的报告，增长目标明确{side[0]}于上年实际值的有{alike}个。"
    en = f"Of {n} provinces and cities in the panel, {alike} set growth surely {side[1]} the last outcome."
    return pick(lang, zh, en)


def findings(
    claim: Claim, rows: pd.DataFrame, audited: pd.DataFrame, weighed: pd.DataFrame, steps: pd.DataFrame, year: int, lang: str
) -> list[str]:
    """Return the key findings: what was met, how what is promised lies to it, and what of the plan cannot be checked; HTML."""
    glue = pick(lang, "", " ").join
    first = glue([claim_sentence(claim, year, lang), checked_sentence(audited, year, lang)])
    watch = plan_sentence(rows, audited, year + 1, lang) if len(rows) else ""
    told = ambition_sentence(weighed, lang, test=False)
    third = glue(s for s in (told, leading_pairs(weighed, lang), base_rate(weighed, steps, lang)) if s)
    return screen(first, third, watch, lang)


def reason_sentences(claims: pd.DataFrame, claim: Claim, lang: str) -> list[str]:
    """Return the reasons that the report gives in the paragraph of its claim; HTML."""
    lines = {row["line"] for row in claim.values()}
    head = pick(lang, "报告自述的原因（未经检验）：", "The report's own reason (not tested): ")
    stop = pick(lang, "。", ".")
    return [f"{head}{escape(row[f'claim_{lang}'])}{stop}" for row in records(claims[claims["line"].isin(lines)])]


def coincidence(claim: Claim, rows: pd.DataFrame, year: int, lang: str) -> str:
    """Say whether the claim's total is that of next year's list, and that this does not make them one list; plain text."""
    if "total" not in claim or rows.empty:
        return ""
    total, listed = round(claim["total"]["value"]), rows["number"].nunique()
    if total != listed:
        zh = f"附件列的是{year + 1}年的{listed}项，与所称的{total}项不是同一张表。"
        en = f"The annex lists {listed} indicators for {year + 1}, not the {total} of the claim: not the same list."
    else:
        zh = f"附件列的是{year + 1}年的{listed}项，项数与所称的相同，但不能证明是同一张表；以下按同一张表来核对。"
        en = (
            f"The annex lists {listed} indicators for {year + 1}. The number agrees with the claim's, which does not prove "
            "that the lists are one; what follows takes them to be."
        )
    return pick(lang, zh, en)


def yardstick_sentence(audited: pd.DataFrame, year: int, lang: str) -> str:
    """Say how many outcomes already reach next year's plan; plain text, empty where there is none to hold against it."""
    known = audited[audited["reaches"].isin(["above", "below", "open"])]
    if known.empty:
        return ""
    n, above = len(known), int((known["reaches"] == "above").sum())
    zh = f"{year}年有实际值、{year + 1}年又有数字的{n}项中，{above or '没有一'}项的实际值不逊于下一年计划；这是尺度，不是预测。"
    if above == n > 1:
        zh = f"{year}年有实际值、{year + 1}年又有数字的有{n}项，实际值都不逊于下一年计划；这是尺度，不是预测。"
    en = (
        f"Of {items(n, lang)} with an outcome for {year} and a number for {year + 1}, "
        f"{'all' if above == n > 1 else above or 'none'} stood no worse in {year} than "
        "next year's plan asks: a yardstick, not a forecast."
    )
    return pick(lang, zh, en)


def tiles(audited: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the plan's numbers for `draw_tiles`: dimension, number, kind."""
    each = by_number(audited)
    heads = [str(r[f"dimension_{lang}"] or r["dimension_zh"]) for r in records(each)]
    return pd.DataFrame({"group": heads, "label": [str(n) for n in each["number"]], "kind": list(each["kind"])})


def kinds_told(audited: pd.DataFrame, lang: str) -> dict[str, str]:
    """Return the kinds that occur, with their words and counts, for a key."""
    count = tally(audited)
    return {k: f"{word(k, lang)} {count[k]}" for k in KINDS if count[k]}


def headline(
    claim: Claim, rows: pd.DataFrame, audited: pd.DataFrame, weighed: pd.DataFrame, year: int, lang: str
) -> list[dict[str, str]]:
    """Return the headline numbers of the brief."""
    missing = pick(lang, "报告未载", "not stated")
    met, total = (claim.get(name) for name in ("met", "total"))
    said = f"{met['value']:g} / {total['value']:g}" if met and total else missing
    count = tally(audited) if len(audited) else {}
    known = sum(count.get(k, 0) for k in ("met", "missed", "open"))
    has = int((numbered(rows)["form"] == "number").sum()) if len(rows) else 0
    ends = median_ratio(weighed) if len(weighed) else None
    pieces = [
        (pick(lang, f"{year}年称完成的指标", f"Said to be met in {year}"), said,
         pick(lang, f"单凭报告能核对{known}项", f"{known} can be checked from the report")),
        (pick(lang, f"{year + 1}年有数字的指标", f"Indicators with a number for {year + 1}"),
         f"{has} / {rows['number'].nunique()}" if len(rows) else missing, pick(lang, "附件", "annex")),
        (pick(lang, "承诺÷完成（中位数）", "Promised / delivered, median"), ratio_words(ends, lang) if ends else missing,
         pick(lang, "数量类，报告自选，样本小", "counts; a small sample, picked by the report")),
    ]  # fmt: skip
    out = [{"label": a, "value": b, "note": c} for a, b, c in pieces]
    if met and total:
        how = pick(lang, "完成的项数 / 全部项数，报告自计", "met / all, as the report counts them")
        out[0] |= {"formula": how, "inputs": " / ".join(str(row["as_printed"]) for row in (met, total) if "as_printed" in row)}
    if ends:
        out[2] |= {"formula": explain(MEDIAN_RATIO, lang), "inputs": _sample(weighed, lang)}
    return out


def used(figures: pd.DataFrame, rows: pd.DataFrame, weighed: pd.DataFrame, claim: Claim) -> pd.DataFrame:
    """Return the figures that the brief stands on: the claim, the plan's indicators, both sides of every pair."""
    ids = {i for side in ("delivered_ids", "promised_ids") for cell in weighed[side] for i in cell.split("+")}
    ids |= {row["figure_id"] for row in claim.values()}
    codes = set(rows["indicator"]) - {""}
    return figures[figures["figure_id"].isin(ids) | (figures["indicator"].isin(codes) & (figures["part"] != "glossary"))]
