"""Claims of the targets brief: each estimate in a sentence with its interval and sample, chosen by what the data show."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from xclib.analyses.targets.amplification import STEPS, Step
from xclib.analyses.targets.levels import shift
from xclib.analyses.targets.samples import Sample
from xclib.analyses.targets.words import of_unit, one_of, percent, sample, say, shown, span, tell, verdict, word
from xclib.data.rows import records
from xclib.economics.panel_models import Estimate
from xclib.words.wording import format_number, pick

#: First-stage F below which instruments are taken to be weak.
STRONG = 10.0
#: What whole and half are called, of a rate and of a count.
_ROUND_RATE = (("整数", "are whole numbers"), ("是.5", "end in .5"))
_ROUND_COUNT = (("只有一位有效数字", "have one significant digit"), ("以第二位的5收尾", "end with a second digit of 5"))


def _told(e: Estimate, how: str, lang: str, *, decimals: int = 2, size: bool = False, of: float = 1.0) -> Markup:
    return shown(tell(e, lang, decimals=decimals, size=size, of=of), e, how, lang)


def _share(e: Estimate, lang: str, how: str = "share") -> Markup:
    return shown(percent(e, lang), e, how, lang)


def level_claims(data: Sample, lang: str) -> list[str]:
    """Say how far the targets of each level moved within the areas seen at both ends."""
    out = []
    for level in data.levels:
        change, (a, b, c, d) = shift(data, level)
        told = {"first": span(a, b, lang), "last": span(c, d, lang), "n": change.n, "unit": of_unit(data.rate, lang)}
        key = "shift" if change.known else "shift none"
        out.append(say(key, lang, level=word(level, lang), change=_told(change, "shift", lang), **told))
    return out


def step_claim(step: Step | None, name: str, lang: str) -> str:
    """Say whether a level names higher numbers than the one above."""
    told = word(f"step {name}", lang)
    if step is None or not step.gap.known:
        return say("step small", lang, step=told, n=step.gap.n if step else 0)
    key = "step" if step.gap.excludes() else "step open"
    side = pick(lang, "高出" if step.gap.value > 0 else "低", "higher" if step.gap.value > 0 else "lower")
    shares = {part: _share(getattr(step, part), lang) for part in ("higher", "equal", "lower")}
    gap = _told(step.gap, "gap", lang, size=key == "step")
    return say(key, lang, step=told, side=side, gap=gap, size=sample(step.gap, lang), years=span(*step.years, lang), **shares)


def steps_short(steps: Mapping[str, Step | None], lang: str) -> str:
    """Say in one sentence how far both levels lie from the one above; or each by itself, where one may be zero."""
    known = [step for step in steps.values() if step is not None and step.gap.known and step.gap.excludes()]
    if len(known) < len(STEPS):
        return pick(lang, "", " ").join(step_claim(steps[name], name, lang) for name in STEPS)
    parts = {}
    for step, name in zip(known, ("provinces", "cities"), strict=True):
        gap, size = step.gap, _told(step.gap, "gap", lang, size=True)
        side = ("高{}", "{} points more than") if gap.value > 0 else ("低{}", "{} points less than")
        parts[name] = Markup(pick(lang, *side)).format(size)
    return say("steps short", lang, **parts)


def missed_short(shares: pd.DataFrame, worse: str, split: int, lang: str) -> str:
    """Say what share of targets was missed, before and since; `missed_claim` tells the rest."""
    by = {r["name"]: r["missed"] for r in records(shares)}
    if not all(name in by and by[name].known for name in ("all", "early", "late")):
        return missed_claim(shares, Estimate(float("nan"), float("nan"), float("nan"), 0), worse, split, lang)
    rest = ""
    if "unusual" in by and by["unusual"].known and by["unusual"].n < by["late"].n:
        told = _share(by["unusual"], lang)
        rest = pick(lang, f"（去掉异常年份为{told}）", f" ({told} without the unusual years)")
    parts = {"missed": _share(by["all"], lang), "early": _share(by["early"], lang), "late": _share(by["late"], lang)}
    counts = {"n": format_number(by["all"].n, lang), "worse": word(worse, lang), "before": split - 1, "split": split}
    return say("missed short", lang, rest=Markup(rest), **parts, **counts)


def step_details(step: Step | None, name: str, split: int, lang: str) -> list[str]:
    """Say how a step changed, and what the estimate rests on."""
    if step is None or not step.gap.known:
        return []
    told, out = word(f"step {name}", lang), []
    if step.change.known:
        halves = {
            "before": split - 1,
            "split": split,
            "early": _told(step.early, "gap", lang),
            "late": _told(step.late, "gap", lang),
        }
        change = {"change": _told(step.change, "part", lang), "verdict": verdict(step.change, lang)}
        out.append(say("step change", lang, step=told, **halves, **change))
    least, most = (shown(format_number(end, lang, decimals=2), step.gap, "drop", lang) for end in step.without)
    ends = {"least": least, "most": most, "values": _told(step.values, "gap", lang), "slope": _told(step.slope, "above", lang)}
    return [*out, say("step robust", lang, step=told, **ends)]


def control_claim(step: Step | None, name: str, indicator: str, lang: str) -> str:
    """Say what the same comparison gives for an indicator on which nobody competes."""
    told = word(f"step {name}", lang)
    if step is None or not step.gap.known:
        return say("control small", lang, step=told, indicator=indicator)
    parts = {"gap": _told(step.gap, "gap", lang), "verdict": verdict(step.gap, lang), "equal": _share(step.equal, lang)}
    return say("control", lang, step=told, indicator=indicator, n=format_number(step.gap.n, lang), **parts)


def theory_claim(steps: Mapping[str, Step | None], lang: str) -> str:
    """Set the signs against the prediction that lower levels aim higher."""
    fits = [name for name, step in steps.items() if step and step.gap.excludes() and step.gap.value > 0]
    key = ("theory no", "theory part", "theory yes")[len(fits)]
    return say(key, lang, step=word(f"step {fits[0]}", lang) if fits else "")


def heaping_claim(found: Mapping[str, Estimate], rate: bool, lang: str) -> str:
    """Say how much more often targets are round than outcomes."""
    gap = found["difference"]
    if not gap.known:
        return say("heap small", lang)
    names = ("whole", "half", "target", "actual")
    told: dict[str, str] = {n: _share(found[n if n in found else f"target {n}"], lang, "heap") for n in names}
    ends = _ROUND_RATE if rate else _ROUND_COUNT
    told |= {f"{name}_of": pick(lang, *end) for name, end in zip(("whole", "half"), ends, strict=True)}
    counts = {"n": format_number(found["target"].n, lang), "m": format_number(found["actual"].n, lang)}
    return say(
        "heap", lang, difference=_told(gap, "boot", lang, of=100, decimals=0), verdict=verdict(gap, lang), **told, **counts
    )


def hedge_claims(changes: pd.DataFrame, split: int, lang: str) -> list[str]:
    """Say how the words moved that moved most; at most three."""
    known = [r for r in records(changes) if r["change"].known and r["early"].known and r["late"].known]
    moved = sorted(known, key=lambda r: (not r["change"].excludes(), -abs(r["change"].value)))[:3]
    if not moved:
        return [say("hedge small", lang, split=split)]
    out = []
    for r in moved:
        told = {"early": _share(r["early"], lang), "late": _share(r["late"], lang), "kind": word(r["kind"], lang)}
        change = {"change": _told(r["change"], "part", lang, of=100, decimals=0), "verdict": verdict(r["change"], lang)}
        out.append(say("hedge", lang, before=split - 1, split=split, **told, **change))
    return out


def missed_claim(shares: pd.DataFrame, change: Estimate, worse: str, split: int, lang: str) -> str:
    """Say what share of targets was missed, before and since, and what of it is a change within areas."""
    by = {r["name"]: r["missed"] for r in records(shares)}
    if "all" not in by or not by["all"].known:
        return say("missed small", lang, n=by["all"].n if "all" in by else 0)
    halves = ""
    if all(name in by and by[name].known for name in ("early", "late")):
        early, late = _share(by["early"], lang), _share(by["late"], lang)
        zh, en = f"；{split - 1}年及以前{early}，{split}年起{late}", f"; {early} up to {split - 1}, {late} since {split}"
        halves = pick(lang, zh, en)
        if "unusual" in by and by["unusual"].known and by["unusual"].n < by["late"].n:
            rest = _share(by["unusual"], lang)
            halves += pick(lang, f"，后者去掉异常年份为{rest}", f", {rest} since then without the unusual years")
    if change.known:
        told = _told(change, "part", lang, of=100, decimals=0)
        zh = f"；同一地区内、去掉异常年份，相差{told}个百分点，{verdict(change, lang)}"
        en = f"; within areas and without the unusual years the change is {told} percentage points, {verdict(change, lang)}"
        halves += pick(lang, zh, en)
    counts = {"missed": _share(by["all"], lang), "n": format_number(by["all"].n, lang), "worse": word(worse, lang)}
    return say("missed", lang, halves=Markup(halves), **counts)


def gap_claims(rows: pd.DataFrame, rate: bool, lang: str) -> list[str]:
    """Say the mean gap of values and the slope of outcome on target, from the base row of `misses.regressions`."""
    base = records(rows)[0]
    mean, slope, out = base["mean"], base["slope"], []
    if mean.known:
        side = pick(lang, "高" if mean.value > 0 else "低", "above" if mean.value > 0 else "below")
        told = {
            "side": side,
            "gap": _told(mean, "mean", lang, size=True),
            "verdict": verdict(mean, lang),
            "n": format_number(mean.n, lang),
        }
        out.append(say("gap", lang, unit=of_unit(rate, lang), **told))
    if slope.known:
        told = {"one": one_of(rate, lang), "slope": _told(slope, "slope", lang), "verdict": verdict(slope, lang, 1)}
        out.append(say("slope", lang, unit=pick(lang, "个百分点" if rate else "%", "points" if rate else "%"), **told))
    return out


def exact_claim(excess: Estimate, lang: str) -> str:
    """Say whether outcomes heap exactly at their target."""
    if not excess.known:
        return say("exact small", lang, n=excess.n)
    times = Estimate(excess.value + 1, excess.low + 1, excess.high + 1, excess.n, excess.clusters)
    return say(
        "exact",
        lang,
        times=_told(times, "excess", lang, decimals=1),
        n=format_number(excess.n, lang),
        verdict=verdict(times, lang, 1),
    )


def short_feedback(rows: pd.DataFrame, rate: bool, lang: str) -> str:
    """Say what follows a miss, with last year's target held and so free of its return to the mean; and what differences say."""
    by = {r["name"]: r for r in records(rows)}
    slope, first = by["within"]["slope"], by["differenced"]["slope"]
    if not slope.known:
        return say("feedback small", lang, n=slope.n)
    check = ""
    if first.known and by["differenced"]["power"] >= STRONG:
        told = {"differenced": _told(first, "first", lang), "verdict": verdict(first, lang)}
        check = say("feedback check", lang, **told)
    pieces = {"one": one_of(rate, lang), "unit": pick(lang, "个百分点" if rate else "%", "points" if rate else "%")}
    pieces |= {"within": _told(slope, "within", lang), "verdict": verdict(slope, lang), "n": format_number(slope.n, lang)}
    return say("feedback short", lang, check=Markup(check), **pieces)


def feedback_claims(rows: pd.DataFrame, rate: bool, lang: str) -> list[str]:
    """Say what follows a miss, across specifications; and whether shortfalls weigh more than overshoots."""
    by = {r["name"]: r["slope"] for r in records(rows)}
    if not by["change"].known:
        return [say("feedback small", lang, n=by["change"].n)]
    held = [by[name] for name in ("within", "pooled") if by[name].known]
    power = next(r["power"] for r in records(rows) if r["name"] == "differenced")
    # Weak instruments bring no estimate back (Staiger and Stock 1997).
    held += [by["differenced"]] if by["differenced"].known and power >= STRONG else []
    ends = sorted(e.value for e in held) or [by["change"].value]
    least, most = (shown(format_number(end, lang, decimals=2), by["change"], "held", lang) for end in (ends[0], ends[-1]))
    told: dict[str, object] = {"least": least, "most": most}
    told |= {"one": one_of(rate, lang), "unit": pick(lang, "个百分点" if rate else "%", "points" if rate else "%")}
    counts = {"specs": len(held), "clear": sum(e.excludes() for e in held), "n": format_number(by["change"].n, lang)}
    told |= {"change": _told(by["change"], "after", lang), "verdict": verdict(by["change"], lang)}
    out = [say("feedback", lang, **told, **counts)]
    if (gap := by["difference"]).known:
        out.append(say("ratchet", lang, difference=_told(gap, "apart", lang), verdict=verdict(gap, lang)))
    return out


def found_claim(found: Estimate, rate: bool, lang: str) -> str:
    """Say whether targets whose outcome is found differ from the others."""
    if not found.known:
        return say("found small", lang)
    side = pick(lang, "高" if found.value > 0 else "低", "higher" if found.value > 0 else "lower")
    told = {"found": _told(found, "found", lang, size=True), "unit": of_unit(rate, lang), "verdict": verdict(found, lang)}
    return say("found", lang, side=side, **told)
