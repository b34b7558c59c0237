"""What was delivered beside what is promised: which pairs compare, which way they lie, and how loudly one may say so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd

from xclib.analyses.livelihood import FIELDS, Row, field_name, field_of, label_of, missing, rows_of, told
from xclib.economics import growth_between, implied_level
from xclib.estimates import sign_test
from xclib.figure import Interval
from xclib.formulas import SIGN
from xclib.present import link, reckoned
from xclib.units import parse_unit
from xclib.wording import format_bound, format_number, format_value, pick

GRADES = {
    "same": ("相同", "same"),
    "shifted": ("有变", "shifted"),
    "caveat": ("须谨慎", "with caveat"),
    "false": ("不可比", "false"),
}
REASONS = {
    "": ("", ""),
    "wording": ("措辞", "wording"),
    "stage": ("阶段不同", "another stage"),
    "stock_flow": ("存量与流量", "stock against flow"),
    "signed_completed": ("签约与完成", "signed against completed"),
    "scope": ("范围不同", "another scope"),
    "definition": ("口径不同", "another definition"),
    "level_growth": ("水平与增速", "level against growth"),
    "sum": ("加总", "a sum"),
    "government_level": ("政府层级不同", "another level of government"),
}
VERDICTS = {
    "lower": ("低于", "lower"),
    "equal": ("持平", "equal"),
    "higher": ("高于", "higher"),
    "open": ("不能判定", "undecided"),
}
#: Why a pair is not counted.
ASIDE = {
    "false": ("不可比", "not comparable"),
    "unit": ("单位不同，另行换算", "units differ, converted apart"),
    "year": ("同一年的目标与实际值", "target and outcome of one year"),
    "hidden": ("本次未选此级", "grade not chosen"),
}


def verdict(delivered: Interval, promised: Interval, bounds: Sequence[str] = ("=", "=")) -> str:
    """Return whether a promise is surely lower or higher, equal at the printed precision, or open because of a bound.

    >>> verdict(Interval(1e5, 2e5), Interval(5e4, 5e4), (">", "="))
    'lower'
    >>> verdict(Interval(2.3, 2.4), Interval(0.0, 3.5), ("=", "<="))
    'open'
    """
    if promised.high < delivered.low:
        return "lower"
    if promised.low > delivered.high:
        return "higher"
    return "equal" if set(bounds) <= {"="} else "open"


def _aside(row: Row, wanted: set[str]) -> str:
    if row["grade"] == "false":
        return "false"
    if row["grade"] not in wanted:
        return "hidden"
    one, two = (parse_unit(row[f"unit_{side}"]) for side in ("delivered", "promised"))
    # The text may leave out a counter; it may not change the unit.
    if (one.code, one.factor) != (two.code, two.factor) and "" not in (row["unit_delivered"], row["unit_promised"]):
        return "unit"
    return "year" if row["delivered_period"] == row["promised_period"] else ""


def judge_pairs(pairs: pd.DataFrame, grades: Iterable[str] = ("same", "shifted", "caveat")) -> pd.DataFrame:
    """Return the pairs by field with ``aside``, why a pair is not counted, and the ``verdict`` of those that are."""
    wanted, out = set(grades), []
    for row in rows_of(pairs):
        aside = _aside(row, wanted)
        sides = [Interval(row[f"{s}_low"], row[f"{s}_high"]) for s in ("delivered", "promised")]
        lies = "" if aside else verdict(sides[0], sides[1], (row["delivered_bound"], row["promised_bound"]))
        out.append({**row, "field": field_of(row["name_zh"]), "aside": aside, "verdict": lies})
    frame = pd.DataFrame(out, columns=[*pairs.columns, "field", "aside", "verdict"])
    order = list(FIELDS)
    return frame.sort_values("field", key=lambda s: s.map(order.index), kind="stable").reset_index(drop=True)


def count_verdicts(judged: pd.DataFrame) -> dict[str, int]:
    """Return how many counted pairs are promised lower, equal, higher, or undecided."""
    return {code: int((judged["verdict"] == code).sum()) for code in VERDICTS}


def pair_counts(judged: pd.DataFrame, lang: str) -> str:
    """Say how many counted pairs lie which way; HTML."""
    if judged.empty:
        return pick(
            lang, "这份报告的完成与承诺尚未由人核对成对。", "Nobody has paired this report's deliveries and promises yet."
        )
    count = count_verdicts(judged)
    decided = count["lower"] + count["equal"] + count["higher"]
    if not decided:
        return missing("可以判定的完成与承诺", "a pair of delivered and promised that can be decided", lang)
    form = pick(lang, "{}对（{}）", "{} ({})")
    lower, equal, higher = (
        form.format(n, reckoned(f"{n / decided:.0%}", "part / whole", lang, str(n), str(decided)))
        for n in (count[k] for k in ("lower", "equal", "higher"))
    )
    zh = f"能判定的{decided}对中，承诺低于上年完成的{lower}，持平{equal}，高于{higher}"
    en = f"Of {decided} pairs that can be decided, {lower} are promised lower than delivered, {equal} equal and {higher} higher"
    if count["open"]:
        zh += f"；另有{count['open']}对因只给出界限而不能判定"
        en += f"; {count['open']} more cannot be decided because the text gives a bound only"
    return pick(lang, f"{zh}。", f"{en}.")


def pair_examples(judged: pd.DataFrame, lang: str, *, each: int = 2) -> str:
    """Return the pairs of counts that change most, down and up, of the best grade there is; HTML with links."""
    counts = judged[(judged["unit_delivered"] != "%") & (judged["delivered"] > 0) & (judged["promised"] > 0)]
    out = []
    for code in ("lower", "higher"):
        mine = counts[counts["verdict"] == code].copy()
        mine["_grade"] = mine["grade"].map(list(GRADES).index)
        mine["_size"] = -(mine["promised"] / mine["delivered"]).map(math.log).abs()
        for row in rows_of(mine.sort_values(["_grade", "_size"], kind="stable").head(each)):
            have, more = (link(side_words(row, s, lang), row[f"{s}_url"]) for s in ("delivered", "promised"))
            out.append(f"{escape(row[f'name_{lang}'])} {have} → {more}")
    head = pick(lang, "例如（完成 → 承诺）：", "For example (delivered → promised): ")
    return head + pick(lang, "；", "; ").join(out) + pick(lang, "。", ".") if out else ""


def pair_odds(judged: pd.DataFrame, lang: str) -> str:
    """Say whether the counts tilt to one side, without a stop; HTML, empty where there is nothing to test."""
    count = count_verdicts(judged)
    p = sign_test(count["lower"], count["higher"])
    if p is None:
        return ""
    zh, en = ("倾向一边，不像偶然", "a tilt that is hardly chance")
    if p >= 0.05:
        zh, en = ("不能说偏向哪一边", "no tilt to either side can be told")
    told_p = reckoned(f"{p:.2f}", SIGN, lang, f"{count['lower']} : {count['higher']}")
    return pick(lang, f"符号检验p={told_p}：{zh}", f"Sign test, p = {told_p}: {en}")


def pair_claim(judged: pd.DataFrame, lang: str) -> str:
    """Say what the counts are worth: no more than so few pairs, picked by the report itself, allow; HTML."""
    odds = pair_odds(judged, lang)
    zh = "；各对由报告自选，不是样本，目标又常按能完成来定，低于上年不等于服务减少。"
    en = (
        "; the report picks the pairs, so they are no sample, and a target is often set to be met: "
        "lower does not mean less service."
    )
    return odds + pick(lang, zh, en) if odds else ""


def by_grade(judged: pd.DataFrame, lang: str) -> list[dict[str, str | int]]:
    """Return the verdicts grade by grade: whether the counts depend on the doubtful pairs."""
    counted = judged[judged["aside"] == ""]
    rows = [(pick(lang, *GRADES[g]), counted[counted["grade"] == g]) for g in GRADES]
    rows = [*((n, part) for n, part in rows if len(part)), (pick(lang, "合计", "All"), counted)]
    return [{"grade": name, **count_verdicts(part), "n": len(part)} for name, part in rows] if len(counted) else []


def unit_word(unit: str, lang: str) -> str:
    """Return a unit as charts print it.

    >>> unit_word("张", "en"), unit_word("%", "en")
    ('', '%')
    """
    return format_value(0, unit, lang).removeprefix("0").strip()


def pair_chart(judged: pd.DataFrame, lang: str, *, shares: bool) -> pd.DataFrame:
    """Return the counted pairs for `draw_pairs`, field by field: either the percentages or the counts.

    What rounding leaves open is too small to be seen and is left out; the interval of a bound stays.
    """
    mine = judged[(judged["aside"] == "") & ((judged["unit_delivered"] == "%") == shares)].copy()
    mine["name"] = [f"{field_name(f, lang)} · {n}" for f, n in zip(mine["field"], mine[f"name_{lang}"], strict=True)]
    mine["unit"] = [unit_word(u, lang) for u in mine["unit_delivered"]]
    for side in ("delivered", "promised"):
        for end in ("low", "high"):
            mine[f"{side}_{end}"] = mine[f"{side}_{end}"].where(mine[f"{side}_bound"] != "=", mine[side])
    return mine.reset_index(drop=True)


def side_words(row: Row, side: str, lang: str) -> str:
    """Return one side of a pair in words, with its bound."""
    return format_bound(row[side], row[f"{side}_bound"], row[f"unit_{side}"], lang)


def change_of(row: Row, lang: str) -> str:
    """Return the change from delivered to promised where both are values: in percent, of percentages in points."""
    if {row["delivered_bound"], row["promised_bound"]} != {"="}:
        return "–"
    if row["unit_delivered"] == "%":
        points = row["promised"] - row["delivered"]
        return f"{'+' if points > 0 else ''}{format_number(points, lang)}{pick(lang, '个百分点', ' pp')}"
    sides = [Interval(row[f"{s}_low"], row[f"{s}_high"]) for s in ("promised", "delivered")]
    change = growth_between(sides[0], sides[1], level_mid=row["promised"], base_mid=row["delivered"])
    return f"{'+' if change.mid > 0 else ''}{format_number(change.mid, lang, decimals=0)}%"


def pair_table(judged: pd.DataFrame, lang: str, *, aside: Sequence[str] = ("",)) -> list[dict[str, str]]:
    """Return pairs in words: those that are counted, or those set aside for the reasons given."""
    out = []
    for row in rows_of(judged[judged["aside"].isin(aside)]):
        reason = pick(lang, *REASONS[row["reason"]])
        shown = {
            "field": field_name(row["field"], lang),
            "name": row[f"name_{lang}"],
            "verdict": pick(lang, *VERDICTS[row["verdict"]]) if row["verdict"] else "–",
            "grade": pick(lang, *GRADES[row["grade"]]) + (pick(lang, f"（{reason}）", f" ({reason})") if reason else ""),
            "why": reason or pick(lang, *ASIDE[row["aside"]]) if row["aside"] else "–",
            "note": row[f"note_{lang}"] or "–",
            "change": change_of(row, lang) if not row["aside"] else "–",
        }
        for side in ("delivered", "promised"):
            shown |= {side: side_words(row, side, lang), f"{side}_url": row[f"{side}_url"]}
        out.append(shown)
    return out


def level_from_growth(judged: pd.DataFrame, lang: str) -> list[str]:
    """Say what level a promised growth rate of a delivered level makes; HTML with links."""
    out = []
    for row in rows_of(judged[(judged["aside"] == "unit") & (judged["reason"] == "level_growth")]):
        base, rate = (Interval(row[f"{s}_low"], row[f"{s}_high"]) for s in ("delivered", "promised"))
        made = implied_level(base, rate, base_mid=row["delivered"], growth_mid=row["promised"])
        places = 2 if lang == "zh" and made.mid >= 1e4 else 0
        level = format_bound(made.mid, row["promised_bound"], row["unit_delivered"], lang, decimals=places)
        low = format_value(made.low, row["unit_delivered"], lang, decimals=places)
        stated = [side_words(row, s, lang) for s in ("delivered", "promised")]
        level, low = (reckoned(text, made.basis, lang, *stated) for text in (level, low))
        have, grow = (link(side_words(row, s, lang), row[f"{s}_url"]) for s in ("delivered", "promised"))
        name = escape(row[f"name_{lang}"])
        zh = f"{name}：完成的是水平（{have}），承诺的是增速（{grow}）；换算后，承诺为{level}（按舍入下限为{low}）。"
        en = (
            f"{name}: a level was delivered ({have}) and a growth rate is promised ({grow}); together they make {level} "
            f"({low} from the lower end of rounding)."
        )
        out.append(pick(lang, zh, en))
    return out


def trap_claim(judged: pd.DataFrame, lang: str) -> str:
    """Say how many pairs only look like pairs and which way a hasty count would lean; plain text, empty without any."""
    traps = judged[judged["aside"] == "false"]
    if traps.empty:
        return ""
    lean = count_verdicts(judge_pairs(traps.assign(grade="same").drop(columns=["field", "aside", "verdict"])))
    zh = (
        f"有{len(traps)}对看似成对而不可比。若不加分辨，会多数出{lean['lower']}个“低于”、{lean['equal']}个“持平”、"
        f"{lean['higher']}个“高于”，{lean['open']}个不能判定。"
    )
    en = (
        f"{len(traps)} pairs look like pairs and are none. Taken at face value they would add {lean['lower']} lower, "
        f"{lean['equal']} equal, {lean['higher']} higher and {lean['open']} undecided."
    )
    return pick(lang, zh, en)


def unmatched(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the promises that stand in no usable pair: the report does not tell what was delivered before.

    A promise that the annex repeats is paired where the text's is.
    """
    paired = {i for ids in pairs[pairs["grade"] != "false"]["promised_ids"] for i in ids.split("+")}
    indicators = set(figures[figures["figure_id"].isin(paired)]["indicator"]) - {""}
    mine = figures[(figures["status"] == "target") & ~figures["figure_id"].isin(paired)]
    return mine[~mine["indicator"].isin(indicators)].reset_index(drop=True)


def unmatched_table(figures: pd.DataFrame, pairs: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return `unmatched` in words."""
    alone = rows_of(unmatched(figures, pairs))
    return [{"name": label_of(r, lang), "told": told(r, lang), "source_url": r["source_url"]} for r in alone]
