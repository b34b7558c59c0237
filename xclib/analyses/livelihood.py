"""Livelihood: what is stated in each field, what was delivered and is promised, jobs and income. Frames, no sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.analyses.standing import GROUPS, Standing
from xclib.analyses.standing_tables import facts
from xclib.data.rows import BLANK, first, once, records
from xclib.economics import derived as ec
from xclib.economics.derived import growth_between, implied_deflator, implied_level, share
from xclib.economics.estimates import Fit
from xclib.economics.formulas import CHANGE, DEFLATED, LOWEST, RATIO, SET, SPANNED, SUM, USED, VERDICT, WITHOUT_ONE
from xclib.economics.quantity import Quantity, quantities
from xclib.errors import unknown
from xclib.model.units import parse_unit
from xclib.panels.match import indicator_of
from xclib.words.themes import of_topic, theme
from xclib.words.wording import full_label, shown_label, uncapital

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
    "income": "(?<!保费)收入",
    "assistance": "支援协作|支援地区|协作地区|对口(?:支援|帮扶|协作)|东西部协作",
    "other": "",
}


def field_of(label: str) -> str:
    """Return the field that a label belongs to; what is done for partner areas is of no field at home.

    >>> [field_of(label) for label in ("新增家庭养老床位", "高校毕业生就业率", "协作地区就业人数", "交通（居民消费价格）")]
    ['elderly', 'jobs', 'assistance', 'other']
    """
    if re.search(FIELDS["assistance"], label):
        return "assistance"
    if "消费价格" in label:  # prices of food or transport are none of its services
        return "other"
    return next((code for code, words in FIELDS.items() if words and re.search(words, label)), "other")


def on_topic(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a report's livelihood figures; parameters of rules are left out.

    Adds ``span`` (the years of a figure of several years or of an earlier one, else nothing), ``field`` (or nothing),
    ``name_zh`` and ``name_en``, ``figure`` (a quantity) and ``says``: whether it is a rank or a number.
    """
    kept = of_topic(figures, TOPIC).reset_index(drop=True)
    # A headline number has its indicator by all names that the panel knows.
    codes = [row["indicator"] or (indicator_of(row) if row["coverage"] == "year" else "") for row in records(kept)]
    kept["indicator"] = pd.Series(codes, dtype=object)
    rows = records(kept)
    fields = [_field(row) if row["topic"] == TOPIC or theme(full_label(row)) == TOPIC else "" for row in rows]
    says = ["rank" if row["measure"] == "rank" else "number" for row in rows]
    names = {f"name_{lang}": [shown_label(row, lang) for row in rows] for lang in ("zh", "en")}
    done = [str(row["period"]) for row in rows if row["status"] == "actual"]
    year = max((period for period in done if "/" not in period), default="")
    spans = [_apart(str(row["period"]), year if row["status"] == "actual" else str(row["period"])) for row in rows]
    return kept.assign(span=spans, field=fields, figure=quantities(kept), says=says, **names)


def _field(row: Row) -> str:
    # A person's fuller label may tell whom a number is about, which the printed one leaves out.
    away = field_of(str(row.get("label_zh") or "")) == "assistance"
    return "assistance" if away else field_of(str(row["scope"]) + str(row["label"]))


def _apart(period: str, year: str) -> str:
    """Return the years of a figure that are not the one reported."""
    return period.replace("/", "–") if "/" in period or period != year else ""


def by_field(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row a field with its figures ``done`` and ``due``, as facts, each once; what was due before is not."""
    figures = once(figures)
    due = figures["status"] == "target"
    # A plan table prints the targets of the year that is over beside those of the next.
    over = set(figures.loc[figures["status"] == "actual", "period"]) - {figures.loc[due, "period"].max()}
    sides = {"done": figures["status"] == "actual", "due": due & ~figures["period"].isin(over)}
    rows = [
        {"field": code, **{name: records(figures[side & (figures["field"] == code)]) for name, side in sides.items()}}
        for code in FIELDS
    ]
    return pd.DataFrame([row for row in rows if row["done"] or row["due"]], columns=["field", *sides])


#: Whether a pair may be compared, the strictest first; and which way a promise lies to what was delivered.
GRADES = ("same", "shifted", "caveat", "false")
VERDICTS = ("lower", "equal", "higher", "open")
SIDES = ("delivered", "promised")
#: Fewest decided pairs of which shares in % are told: of thirteen, one pair is eight per cent.
MANY = 30


def verdict(have: Quantity, aim: Quantity) -> str:
    """Return whether a promise is clearly lower or higher, equal at the printed precision, or open because of a bound.

    >>> have = Quantity(2.35, 2.3, 2.4, printed=2.35)
    >>> verdict(have, Quantity(2.0, 2.0, 2.0)), verdict(have, Quantity(math.nan, 0.0, 3.5, bound="<="))
    ('lower', 'open')
    """
    lies = {"below": "lower", "above": "higher"}.get(aim.side(have), "")
    return lies or ("equal" if have.bound == aim.bound == "=" else "open")


def _aside(row: Row, wanted: set[str]) -> str:
    if row["grade"] == "false":
        return "false"
    if row["grade"] not in wanted:
        return "hidden"
    one, two = (parse_unit(row[f"unit_{side}"]) for side in SIDES)
    # The text may leave out a counter; it may not change the unit.
    if (one.code, one.factor) != (two.code, two.factor) and "" not in (row["unit_delivered"], row["unit_promised"]):
        return "unit"
    return "year" if row["delivered_period"] == row["promised_period"] else ""


def foremost(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the figures that a sentence names, each once, in the order of the text: first those of the catalogue."""
    rows = once(rows)
    chosen = rows.assign(_other=rows["indicator"] == "").sort_values("_other", kind="stable").head(6)
    return records(rows.loc[rows.index.isin(chosen.index)])


#: What `compared` adds to a pair.
_COMPARED = ["have", "aim", "aside", "verdict", "change", "ratio"]


def compared(pairs: pd.DataFrame, grades: str | Iterable[str] = GRADES[:3]) -> pd.DataFrame:
    """Return the pairs with both sides as quantities and, of those that are counted, what the promise is to the delivery.

    ``aside``: why a pair is not counted; ``verdict``: see `verdict`; ``change`` where both are values: in percent, of
    percentages in points; ``ratio`` of the promise to the delivery, without a value where either is a bound: none of
    percentages, of which one point more says nothing of effort. ``pairs``: rows of `xclib.pairs`; ``grades``: those counted,
    also in one text with commas between. Raises `UnknownNameError`: a grade that is none of pairs that compare.
    """
    wanted, out = {name.strip() for name in (grades.split(",") if isinstance(grades, str) else grades)}, []
    if odd := wanted.difference(GRADES[:3]):
        raise unknown("grade", min(odd), GRADES[:3])
    for row in records(pairs):
        have, aim = (Quantity.read(row, side) for side in SIDES)
        found: dict[str, Any] = {"have": have, "aim": aim, "aside": _aside(row, wanted)}
        found |= {"verdict": "", "change": None, "ratio": None}
        if have and aim and not found["aside"]:
            exact = have.bound == aim.bound == "="
            found["verdict"] = verdict(have, aim)
            if have.unit == "%":
                found["change"] = aim.minus(have, CHANGE) if exact else None
            elif have.low > 0:
                grown = replace(growth_between(aim, have), basis=CHANGE, inputs=(have, aim))
                found |= {"change": grown if exact else None, "ratio": ec.divide(aim, have, RATIO)}
        out.append({**row, **found})
    return pd.DataFrame(out, columns=[*pairs.columns, *_COMPARED])


def judge_pairs(pairs: pd.DataFrame, grades: str | Iterable[str] = GRADES[:3]) -> pd.DataFrame:
    """Return the pairs as `compared` has them, by ``field``."""
    frame, order = compared(pairs, grades), list(FIELDS)
    frame = frame.assign(field=frame["name_zh"].map(field_of))
    return frame.sort_values("field", key=lambda s: s.map(order.index), kind="stable").reset_index(drop=True)


def count_verdicts(judged: pd.DataFrame) -> dict[str, int]:
    """Return how many counted pairs are promised lower, equal, higher, or undecided."""
    return {code: int((judged["verdict"] == code).sum()) for code in VERDICTS}


def ways(judged: pd.DataFrame) -> dict[str, Any]:
    """Return which way promises lie: the counts that can be decided, with their shares.

    The report chose its pairs, all of them are here: there is no sample, and so no test of chance. ``many`` says whether
    there are enough for shares in % to mean more than the counts do.
    ``says``: ``unpaired`` where nobody has paired the report, ``undecided`` where no pair can be decided, else ``counts``.
    """
    count = count_verdicts(judged)
    decided = sum(count[side] for side in VERDICTS[:3])
    fact: dict[str, Any] = {"says": "counts" if decided else "undecided" if len(judged) else "unpaired"}
    fact |= {
        "n": decided,
        "many": decided >= MANY,
        "unsure": count["open"] or None,
        "compare": decided + count["open"],
        "pairs": len(judged),
    }
    whole = Quantity.exact(decided)
    shares = {side: Quantity.exact(count[side]) for side in VERDICTS[:3]}
    fact["sides"] = [{"side": side, "count": count[side], "share": share(n, whole)} for side, n in shares.items() if decided]
    fact |= {"lower": Quantity.exact(count["lower"], basis=VERDICT), **{f"n_{side}": count[side] for side in VERDICTS[:3]}}
    return {**fact, "ways": fact["says"]}


def by_grade(judged: pd.DataFrame) -> pd.DataFrame:
    """Return how many counted pairs of each grade, and of ``all``, are promised lower, equal, higher or undecided, of ``n``."""
    counted = judged[judged["aside"] == ""]
    both = pd.concat([counted, counted.assign(grade="all")])
    table = pd.crosstab(both["grade"], both["verdict"]).reindex([*GRADES, "all"], columns=VERDICTS).dropna(how="all")
    return table.fillna(0).astype(int).assign(n=lambda counts: counts.sum(axis=1)).rename_axis("grade").reset_index()


def examples(judged: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the pairs of counts that change most, down and up, of the best grade there is."""
    counts = judged[(judged["unit_delivered"] != "%") & (judged["delivered"] > 0) & (judged["promised"] > 0)]
    size = -(counts["promised"] / counts["delivered"]).map(math.log).abs()
    order = counts.assign(_grade=counts["grade"].map(GRADES.index), _size=size).sort_values(["_grade", "_size"], kind="stable")
    found = [row for way in ("lower", "higher") for row in records(order[order["verdict"] == way].head(1))]
    return [{k: row[k] for k in ("name_zh", "name_en", "have", "aim")} for row in found]


def drawn(judged: pd.DataFrame, *, shares: bool) -> pd.DataFrame:
    """Return the counted pairs for `draw_pairs`: either the percentages or the counts.

    What rounding leaves open is too small to be seen and is left out; the interval of a bound stays.
    """
    mine = as_printed(judged[(judged["aside"] == "") & ((judged["unit_delivered"] == "%") == shares)])
    return mine.assign(unit=mine["unit_delivered"]).reset_index(drop=True)


def as_printed(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return pairs whose printed values have no interval: a printed 100%, at the end of its own, would look like a bound."""
    for side in SIDES:
        exact = pairs[f"{side}_bound"] == "="
        pairs = pairs.assign(**{f"{side}_{end}": pairs[f"{side}_{end}"].where(~exact, pairs[side]) for end in ("low", "high")})
    return pairs


def levels_from_growth(judged: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the level that a promised growth rate of a delivered level makes, by the numbers printed and at its lower end."""
    found = []
    for row in records(judged[(judged["aside"] == "unit") & (judged["reason"] == "level_growth")]):
        have, aim = row["have"], row["aim"]
        made = implied_level(replace(have, value=have.printed), replace(aim, value=aim.printed))
        low, high = made.value, math.inf if aim.bound in (">", ">=") else made.value
        level = Quantity(math.nan, low, high, have.unit, basis=made.basis, inputs=(have, aim))
        end = Quantity.exact(made.low, have.unit, basis=LOWEST, inputs=(have, aim))
        found.append({**row, "made": level, "end": end})
    return found


def lean(judged: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many pairs only look like pairs, and which way a hasty count would lean; None without any."""
    traps = judged[judged["aside"] == "false"]
    if traps.empty:
        return None
    hasty = compared(traps.assign(grade="same").drop(columns=_COMPARED))
    return {"traps": len(traps), **{f"n_{code}": n for code, n in count_verdicts(hasty).items()}}


UNEMPLOYMENT = ("unemployment_registered", "unemployment_surveyed")
_CAPS = ["indicator", "period", "target", "outcome", "share", "value", "low", "high", "below", "vintage", "area_zh", "area_en"]


def _kind(row: Row) -> str:
    return "outcome" if row["status"] == "actual" else "cap" if row["bound"] in ("<", "<=") else "aim"


def statements(figures: pd.DataFrame) -> pd.DataFrame:
    """Return each statement of an unemployment rate with its ``kind``; registered and surveyed rates keep apart.

    The text stands before the annex, outcomes before targets.
    """
    found = figures[figures["indicator"].isin(UNEMPLOYMENT) & (figures["measure"] == "level")]
    kinds = [_kind(row) for row in records(found)]
    found = found.assign(kind=kinds, group=found["indicator"], where=found["part"].where(found["part"] == "annex", "text"))
    return found.sort_values(["indicator", "status", "where"], ascending=[True, True, False], ignore_index=True)


def _set_off(real: Quantity, cap: Quantity) -> Quantity | None:
    """Return how far the number set lies from the outcome, by the numbers printed, without its sign; None of a mere bound."""
    if real.bound not in ("=", "~"):
        return None
    return Quantity.exact(abs(cap.printed - real.printed), "个百分点", basis=SET, inputs=(cap, real))


def caps(rates: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what each rate (of `statements`), its cap and their wording allow one to say.

    ``says``: ``room``, ``fall`` or ``even`` where outcome and target stand side by side, ``no aim`` or ``no outcome`` where
    one is missing, ``two signs`` where one cap is written with and without its end point, ``nothing`` without any rate.
    """
    found: list[dict[str, Any]] = []
    for code in UNEMPLOYMENT:
        mine = records(rates[rates["indicator"] == code])
        aims, real = [r for r in mine if r["status"] == "target"], [r for r in mine if r["status"] == "actual"]
        if aims and real:
            gap = _set_off(real[0]["figure"], aims[0]["figure"])
            aim, now = aims[0]["figure"].printed, real[0]["figure"].printed
            says = "even" if math.isclose(aim, now) else "room" if aim > now else "fall"
            fact = {"says": says, "rate": code, "real": real[0]["figure"], "year": real[0]["period"], "gap": gap}
            found.append({**fact, "cap": aims[0]["figure"], "next": aims[0]["period"], "kind": aims[0]["kind"]})
        elif mine:
            found.append({**mine[0], "says": "no aim" if real else "no outcome", "rate": code})
        if {r["bound"] for r in aims} == {"<", "<="} and len({r["value"] for r in aims}) == 1:
            found.append({"says": "two signs", "signs": aims})
    return found or [{"says": "nothing"}]


def cap_history(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the years for which a series states both an outcome and a target of a rate, and what share of it was used.

    A target that is *about* a number counts with that number. ``below``: the outcome's interval lies below the target.
    """
    rows: list[dict[str, Any]] = []
    for year, part in facts.groupby("period"):
        aims, real = part[part["status"] == "target"], part[(part["status"] != "target") & part["bound"].isin(["=", "~"])]
        if aims.empty or real.empty:
            continue
        aim = records(aims)[0]
        rate = records(real.sort_values("vintage", key=lambda s: s.map(history.VINTAGES.index), kind="stable"))[0]
        row = {k: rate[k] for k in ("indicator", "vintage", "area_zh", "area_en")}
        row |= {"period": year, "target": Quantity.of(aim), "outcome": Quantity.of(rate)}
        share, low, high = (rate[end] / aim["value"] * 100 for end in ("value", "low", "high"))
        row["share"] = Quantity(share, low, high, "%", basis=USED, inputs=(row["outcome"], row["target"]))
        ends = {"value": share, "low": low, "high": high}
        rows.append({**row, **ends, "below": bool(rate["high"] < aim["value"])})
    return pd.DataFrame(rows, columns=_CAPS).astype({"below": bool})


def cap_spans(used: pd.DataFrame) -> list[dict[str, Any]]:
    """Return for each rate the years of `cap_history`, how many outcomes lay ``below`` its cap, and the ``least`` and ``most``.

    The last two are the shares of the cap that were used.
    """
    ranked = used.sort_values("value", kind="stable").rename(columns={"indicator": "rate"})
    ends = {"n": ("period", "size"), "first": ("period", "min"), "last": ("period", "max")}
    ends |= {"below": ("below", "sum"), "least": ("share", "first"), "most": ("share", "last")}
    return records(ranked.groupby(["rate", "area_zh", "area_en"], as_index=False).agg(**ends))


#: Kinds of income that are set against output, and where a gap may lie.
KINDS = ("nominal", "real")
STANDS = ("ahead", "behind", "level")
STEPS = ["period", "vintage", "income", "prices", "real", "gdp", "nominal_gap", "nominal_side", "real_gap", "real_side"]
_TIES = ["period", "vintage", "implied", "stated", "agrees"]


def _stated(series: pd.DataFrame) -> pd.DataFrame:
    """Keep outcomes that are values: a bound is not a value, a target no outcome."""
    return series[(series["status"] != "target") & series["bound"].isin(["=", "~"])]


def _best(stated: Sequence[Row], year: int, vintage: str = "") -> Row | None:
    found = [r for r in stated if r["period"] == year and r["vintage"] == (vintage or r["vintage"])]
    return min(found, key=lambda r: (history.VINTAGES.index(r["vintage"]), r["grade"]), default=None)


def ties(levels: pd.DataFrame, growth: pd.DataFrame) -> pd.DataFrame:
    """Compare the growth that two levels imply with the growth that was stated, within one vintage.

    ``period``, ``vintage``, ``implied`` and ``stated`` (quantities), ``agrees``.
    """
    rows: list[dict[str, Any]] = []
    kept, rates = records(_stated(levels)), records(_stated(growth))
    for now in kept:
        past = next((r for r in kept if (r["vintage"], r["period"]) == (now["vintage"], now["period"] - 1)), None)
        rate = next((r for r in rates if (r["vintage"], r["period"]) == (now["vintage"], now["period"])), None)
        if past and rate:
            after, before = Quantity.of(now), Quantity.of(past)
            implied, stated = growth_between(after, before), Quantity.of(rate)
            row = {"period": int(now["period"]), "vintage": now["vintage"], "implied": implied, "stated": stated}
            rows.append({**row, "agrees": implied.side(stated) == "close"})
    return pd.DataFrame(rows, columns=_TIES).astype({"agrees": bool})


def runs(levels: Sequence[pd.DataFrame], tied: pd.DataFrame) -> pd.DataFrame:
    """Return series of income levels; one ``base`` runs as far as levels tie (from `ties`), so that a line may join them."""
    kept = _stated(pd.concat(levels, ignore_index=True)).sort_values(["indicator", "vintage", "period"], kind="stable")
    joined = {(r["period"], r["vintage"]) for r in records(tied) if r["agrees"]}
    breaks = [row["indicator"] != "income" or (row["period"], row["vintage"]) not in joined for row in records(kept)]
    bases = [f"run {n}" for n in pd.Series(breaks, dtype=int).cumsum()]
    return kept.assign(base=bases).sort_values("period", kind="stable").reset_index(drop=True)


def in_step(income: pd.DataFrame, gdp: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Set growth of income against growth of output, nominal and deflated, year by year.

    Income and output come from one vintage, the earliest published that has both. Output is at constant prices; income is
    at current prices, and divided by the rise of consumer prices where one is stated.

    One row a year: ``income``, ``prices``, ``real``, ``gdp``, and for ``nominal`` and ``real`` income the ``_gap`` to
    output in percentage points, quantities all; ``_side`` is ahead, behind or level (not told apart), empty if unknown.
    """
    pays, outputs, rises = (records(_stated(series)) for series in (income, gdp, prices))
    rows: list[dict[str, Any]] = []
    for year in sorted({r["period"] for r in pays} & {r["period"] for r in outputs}):
        both = ((v, _best(pays, year, v), _best(outputs, year, v)) for v in history.VINTAGES)
        for vintage, earned, made in [(v, i, g) for v, i, g in both if i and g][:1]:
            rise, pay, output = _best(rises, year), Quantity.of(earned), Quantity.of(made)
            price = rise and Quantity.of(rise)
            real = replace(implied_deflator(pay, price), basis=DEFLATED) if price else None
            row = {"period": int(year), "vintage": vintage, "income": pay, "prices": price, "real": real, "gdp": output}
            rows.append({**row, **_gap("nominal", pay, output), **_gap("real", real, output)})
    return pd.DataFrame(rows, columns=STEPS)


def _gap(kind: str, pay: Quantity | None, output: Quantity) -> dict[str, Any]:
    if pay is None:
        return {f"{kind}_gap": None, f"{kind}_side": ""}
    gap = pay.minus(output)
    side = "ahead" if gap.low > 0 else "behind" if gap.high < 0 else "level"
    return {f"{kind}_gap": gap, f"{kind}_side": side}


def steps_counted(steps: pd.DataFrame, tied: pd.DataFrame) -> dict[str, Any] | None:
    """Return in how many years income ran ahead of output or behind it, nominal and deflated; None without a year.

    ``depends``: whether the two tell different stories. ``sure``: the years whose levels confirm that growth is nominal;
    ``taken``: in the others it is taken to be.
    """
    if steps.empty:
        return None
    fact: dict[str, Any] = {"n": len(steps), "first": int(steps["period"].min()), "last": int(steps["period"].max())}
    fact["early"] = int((steps["vintage"] == "expected").sum())
    for kind in KINDS:
        fact |= {f"{kind}_{side}": int((steps[f"{kind}_side"] == side).sum()) for side in STANDS}
    fact["deflated"] = int((steps["real_side"] != "").sum()) or None
    faster = {kind: fact[f"{kind}_ahead"] > fact[f"{kind}_behind"] for kind in KINDS}
    known = set(zip(tied["period"][tied["agrees"]], tied["vintage"][tied["agrees"]], strict=True))
    sure = [int(p) for p, v in zip(steps["period"], steps["vintage"], strict=True) if (p, v) in known]
    depends = bool(fact["deflated"]) and faster["nominal"] != faster["real"]
    return fact | {"depends": depends, "sure": sure, "taken": len(sure) < len(steps)}


def long(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps of `in_step`, one row a year and kind of income."""
    rows = [
        {"label": str(row["period"]), "group": kind, "value": round(gap.value, 1), "low": gap.low, "high": gap.high}
        for row in records(steps)
        for kind in KINDS
        if (gap := row[f"{kind}_gap"]) is not None
    ]
    return pd.DataFrame(rows, columns=["label", "group", "value", "low", "high"])


def longest_run(growth: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes of the vintage with most years, one a year; ``growth``: rows of `xclib.series`."""
    known = _stated(growth).drop_duplicates(["vintage", "period"])
    longest = max(history.VINTAGES, key=list(known["vintage"]).count)
    run = known.loc[known["vintage"] == longest, ["period", "value", "low", "high", "vintage"]]
    return run.sort_values("period", ignore_index=True)


def trend(history: pd.DataFrame, line: Fit | None, without: Sequence[Fit | None]) -> dict[str, Any] | None:
    """Return which way growth went, and how far that depends on any one year; None where the years are too few.

    ``history``: from `longest_run`; ``without``: the same without each year of ``history``, in its order.
    """
    fits = [fit for fit in without if fit]
    if line is None or len(fits) < len(history):
        return None
    slopes = sorted((fit["period"] for fit in fits), key=float)
    least, most = (Quantity.exact(q.value, basis=WITHOUT_ONE) for q in (slopes[0], slopes[-1]))
    weak = [int(year) for year, fit in zip(history["period"], fits, strict=True) if not fit.excludes("period")]
    fact = {"vintage": history["vintage"].iloc[0], "first": int(history["period"].min()), "last": int(history["period"].max())}
    fact |= {"n": line.n, "slope": line["period"], "least": least, "most": most, "weak": weak}
    fact["way"] = "fall" if line["period"].value < 0 else "rise"
    return fact | {"says": "none" if not line.excludes("period") else "weak" if weak else "firm"}


#: What is given per head: words of the label, its unit code, and per how many residents.
PER_HEAD = (
    ("热线诉求", "NR", 100),
    ("托位", "NR", 1000),
    ("家医团队签约|家庭医生签约", "PS", 100),
    ("登记失业人员实现就业", "PS", 1000),
)
_HEADS = ["rate", "per", "people_year", "past", "places", "about"]


def population(*series: pd.DataFrame, year: int = 0, until: int = 9999) -> pd.DataFrame:
    """Return all statements of a year's population; where several sources state it, each is a row and none is averaged.

    One of many years before ``until`` is none of its time.

    ``*series``: series of the resident population, and of the census; ``year``, ``until``: the year wanted; 0 for the
    latest one not after ``until``.
    """
    stated = pd.concat(series, ignore_index=True)
    stated = stated[(stated["status"] != "target") & stated["bound"].isin(["=", "~"]) & (stated["period"] <= until)]
    if not year and until < 9999:
        stated = stated[stated["period"] >= until - 1 - history.OLDEST_PEOPLE]
    wanted = year or stated["period"].max()
    return stated[stated["period"] == wanted].reset_index(drop=True)


def span(people: pd.DataFrame) -> Quantity | None:
    """Return the interval that the sources of `population` span; None without any."""
    if people.empty:
        return None
    low, high, inputs = people["low"].min(), people["high"].max(), tuple(map(Quantity.of, records(people)))
    return Quantity(math.nan, float(low), float(high), "人", basis=SPANNED, inputs=inputs)


def _rate(figure: Quantity, people: Quantity, per: int) -> Quantity:
    return replace(ec.per_head(figure, people, per), value=math.nan, unit="")


def per_head(figures: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes that make sense per head, with their interval.

    ``figure`` and ``rate`` are quantities, ``per`` is how many residents. ``past``: the population is of another year; then
    only two digits (``places`` decimals) are worth printing, and ``about`` says that rounding hides the interval.
    """
    whole, rows = span(people), []
    mine = figures[(figures["status"] == "actual") & (figures["measure"] == "level") & (figures["scope"] == "")]
    for row in records(mine) if whole else []:
        for words, unit, per in PER_HEAD:
            if whole and row["unit_code"] == unit and re.search(words, row["label"]):
                rate, year = _rate(row["figure"], whole, per), int(people["period"].iloc[0])
                past = row["period"] != str(year)
                places = _two_digits(rate) if past else 1
                about = past and not rate.open and round(rate.low, places) == round(rate.high, places)
                shown = {"rate": rate, "per": per, "people_year": year, "past": past, "places": places, "about": about}
                rows.append({**row, **shown})
    return pd.DataFrame(rows, columns=[*figures.columns, *_HEADS])


def _two_digits(rate: Quantity) -> int:
    """Return the decimals that leave two digits: more would be false where the population is of another year."""
    ends = [end for end in (rate.low, rate.high) if math.isfinite(end)]
    size = sum(ends) / len(ends) if ends else 0
    return max(0, 1 - math.floor(math.log10(size))) if size > 0 else 0


def childcare(figures: pd.DataFrame, people: pd.DataFrame) -> dict[str, Any] | None:
    """Return places per 1,000 residents now, and under both readings of a promise that may be a stock or an addition."""
    mine = figures[figures["indicator"] == "childcare_places"]
    have, more = (next(iter(mine.loc[mine["status"] == status, "figure"]), None) for status in ("actual", "target"))
    whole = span(people)
    if not (have and more and whole):
        return None
    both = Quantity(
        have.value + more.value, have.low + more.low, have.high + more.high, have.unit, basis=SUM, inputs=(have, more)
    )
    rates = {name: _rate(places, whole, 1000) for name, places in (("now", have), ("stock", more), ("addition", both))}
    return {"says": "childcare", "have": have, "more": more, "people_year": int(people["period"].iloc[0]), **rates}


def hotline(figures: pd.DataFrame, heads: pd.DataFrame) -> dict[str, Any] | None:
    """Return requests, score and rank of the hotline, and requests per head; None without requests."""
    mine = figures[(figures["field"] == "hotline") & (figures["status"] == "actual")]
    found = {
        "calls": mine["indicator"] == "hotline_calls",
        "score": mine["indicator"] == "hotline_score",
        "place": mine["measure"] == "rank",
    }
    rows = {name: first(mine[part]) for name, part in found.items()}
    if not rows["calls"]:
        return None
    score, place = rows["score"], rows["place"]
    head = first(heads[heads["indicator"] == "hotline_calls"]) or {}
    shown = {"ratio": head.get("rate"), **{name: head.get(name) for name in ("per", "people_year", "past", "about", "places")}}
    ranked: dict[str, Any] = {"ranked": bool(score and place), "city": "全市" in str((place or {}).get("prefix", ""))}
    ranked["figure"] = place and place["figure"]
    return {"calls": rows["calls"]["figure"], "score": score and score["figure"], **ranked, **shown}


def annex(plan: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `xclib.plan` with the outcome ``past``, if one is stated, and the ``phrase`` that stands for a number."""
    done = figures[(figures["status"] == "actual") & (figures["measure"] != "rank") & (figures["indicator"] != "")]
    before = done.drop_duplicates("indicator").set_index("indicator")["figure"]
    phrases = ["none" if str(text).strip() in BLANK else str(text) for text in plan["plan"]]
    past: Any = [before.get(code) for code in plan["indicator"]]
    names = [full_label(row, name="name_zh") for row in records(plan)]
    return plan.assign(past=pd.Series(past, index=plan.index, dtype=object), phrase=phrases, name_zh=names)


def denominators(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rates per hundred, thousand or ten thousand people: the report does not tell of whom."""
    return rows[rows["name_zh"].astype(str).str.match("每?[百千万]人")]


def unpaired(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the targets of which no pair holds a number of the year before; none where nobody has paired the report.

    ``figures``: those on livelihood; ``pairs``: rows of `xclib.pairs` of the report.
    """
    paired = pairs.loc[pairs["grade"] != "false", "promised_ids"].str.split("+").explode()
    repeated = set(figures.loc[figures["figure_id"].isin(paired), "indicator"]) - {""}
    due = (figures["status"] == "target") & ~figures["figure_id"].isin(paired) & ~figures["indicator"].isin(repeated)
    return figures[due] if len(pairs) else figures[:0]


def annex_facts(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many rows the annex has, of how many numbered items, how many bind and which have no number."""
    if rows.empty:
        return None
    bare, items = records(rows[rows["value"].isna()]), int(rows["number"].nunique())
    binding = int((rows["nature"] == "binding").sum())
    fewer = items if items < len(rows) else None
    return {"says": "annex", "n": len(rows), "items": fewer, "binding": binding, "bare": bare, "bare_n": len(bare)}


Facts = dict[str, Any]


def _stand(stands: Sequence[Standing], code: str) -> Standing | None:
    return next((s for s in stands if (s.indicator, s.status) == (code, "actual")), None)


def happened(
    figures: pd.DataFrame, rates: pd.DataFrame, caps: Sequence[Facts], stands: Sequence[Standing], calls: Facts | None
) -> Facts:
    """Return the facts of the first finding: the unemployment rate, its target and its place, and the hotline's requests.

    ``figures``, ``rates``: figures on livelihood, and `statements` of the unemployment rate; ``caps``: from `caps`;
    ``stands``: from `xclib.analyses.standing.stand`; ``calls``: from `hotline`.
    """
    real = first(rates[rates["status"] == "actual"])
    shared = {**(calls or {}), "requests": calls is not None}
    if real is None:
        return {**shared, **_instead(figures, stands), "says": "no rate"}
    gap = next((cap for cap in caps if cap["says"] in ("room", "fall", "even") and cap["rate"] == real["indicator"]), {})
    side = {"room": "below", "fall": "above", "even": "even"}.get(gap.get("says", "")) if gap.get("gap") else None
    found = {"rate": real["indicator"], "real": real["figure"], "year": real["period"], "side": side}
    found |= {name: gap.get(name) for name in ("cap", "gap", "next")}
    return {**shared, **found, **_placed(_stand(stands, real["indicator"])), "says": "rate"}


def _placed(stand: Standing | None) -> Facts:
    """Return where a rate stands, or how many areas state it where they are too few to tell."""
    if stand is None:
        return {"beside": None, "rank": None, "few": None, "alone": False}
    if stand.enough:
        words = facts(stand)
        return {"beside": words["beside"], "rank": words["place"], "few": None, "alone": False}
    n = sum(len(stand.group(group)) for group in GROUPS)
    return {"beside": None, "rank": None, "few": n or None, "alone": not n}


def _instead(figures: pd.DataFrame, stands: Sequence[Standing]) -> Facts:
    """Return urban jobs added and how urban income grew, for a report without a rate of unemployment.

    Growth is that of a year: a mean of several is set beside no year of other areas, and jobs of several stand in for none.
    """
    done = figures[figures["status"] == "actual"]
    done = done.assign(spans=done["period"].astype(str).str.contains("/")).sort_values("spans", kind="stable")
    jobs = first(done[(done["indicator"] == "urban_new_jobs") & (done["measure"] == "level")])
    income = first(done[(done["indicator"] == "urban_income_growth") & ~done["spans"]])
    found: Facts = {"jobs": jobs and jobs["figure"], "jobs_year": jobs and jobs["period"]}
    found |= {"income": income and income["figure"], "income_year": income and income["period"]}
    return found | _placed(_stand(stands, "urban_income_growth"))


#: Targets that the first screen names beside that of the rate of unemployment.
_AIMED = (
    "urban_new_jobs", "unemployment_surveyed", "unemployment_registered",
    "income_growth", "urban_income_growth", "rural_income_growth",
)  # fmt: skip


def aims(figures: pd.DataFrame, year: int) -> list[Facts]:
    """Return the targets for a year on jobs and income, each with its names and ``aim``; ``figures``: those on livelihood."""
    rows = records(figures[(figures["status"] == "target") & (figures["period"].astype(str) == str(year))])
    found = {code: row for row in reversed(rows) for code in [row["indicator"] or indicator_of(row)]}
    return [{"name_zh": row["name_zh"], "name_en": uncapital(row["name_en"]), "aim": row["figure"]}
        for code in _AIMED if (row := found.get(code))]  # fmt: skip


def planned(rates: pd.DataFrame, ways: Facts, examples: Sequence[Facts], aims: Sequence[Facts] = ()) -> Facts | None:
    """Return the facts of the second finding: the target of the rate, and which way promises lie; None without either.

    Without promises in pairs, it is the targets on jobs and income where there are several; see `aims`.
    """
    aim = first(rates[rates["status"] == "target"])
    if ways["says"] == "unpaired" and len(aims) > bool(aim):
        return {"aims": list(aims), "cap": aim and aim["kind"] == "cap", "says": "aims"}
    if aim is None and ways["says"] == "unpaired":
        return None
    found = {"rate": aim and aim["indicator"], "aim": aim and aim["figure"], "next": aim and aim["period"]}
    found |= {"cap": aim and aim["kind"] == "cap", "ways": ways["says"], "examples": list(examples)}
    says = "pairs" if aim is None else "rate" if ways["says"] == "unpaired" else "rate and pairs"
    return {**ways, **found, "says": says}


def watch(annex: pd.DataFrame, steps: Mapping[str, Any] | None, *others: Facts | None) -> Facts | None:
    """Return that the aim on income has no number, with what the record says of it; otherwise the first of ``others``."""
    bare = annex[annex["indicator"].isin(["income_growth", "urban_income_growth"]) & annex["value"].isna()]
    for row in records(bare[:1]):
        return {**(steps or {}), **row, "record": steps is not None, "says": "aim"}
    return next((fact for fact in others if fact), None)


def headline(rates: pd.DataFrame, ways: Facts, heads: pd.DataFrame, figures: pd.DataFrame) -> Facts:
    """Return the headline numbers: unemployment, the way promises lie, one service per head; else urban jobs and income."""
    rate = first(rates.sort_values("status", kind="stable")) or {}
    aims = records(rates[(rates["status"] == "target") & (rates["indicator"] == rate.get("indicator"))])
    cap: Mapping[str, Any] = next((row for row in aims if row["figure_id"] != rate["figure_id"]), {})
    aimed = rate.get("status") == "target"  # of a report that states no outcome
    paired = ways["lower"] if ways["pairs"] else None
    head = first(heads[heads["indicator"] == "hotline_calls"]) or {}
    few = bool(rate) + bool(paired) + bool(head) < 2
    instead = _instead(figures, ()) if few else {}
    found = {**ways, "rate": rate.get("figure"), "code": rate.get("indicator"), "year": rate.get("period"), "paired": paired}
    found |= {"aimed": aimed, "cap": cap.get("figure"), "next": cap.get("period"), "kind": cap.get("kind")}
    found |= {name: head.get(name) for name in ("about", "places", "per", "people_year", "name_zh", "name_en")}
    found |= {name: instead.get(name) for name in ("jobs", "jobs_year", "income", "income_year")}
    return {**found, "requests": head.get("rate")}


def limits(
    figures: pd.DataFrame,
    rates: pd.DataFrame,
    pairs: pd.DataFrame,
    calls: Facts | None,
    annex: pd.DataFrame,
    alone: pd.DataFrame,
) -> Facts:
    """Return what the report does not let one conclude, by the names of the texts, each with whether it holds.

    ``figures``: from `on_topic`; ``rates``: from `statements`; ``pairs``: from `judge_pairs`; ``calls``, ``annex``, ``alone``:
    from `hotline`, `annex` and `unpaired`.
    """
    found = {"cap": rates["bound"].isin(["<", "<="]).any(), "less": len(pairs), "need": len(figures), "requests": calls}
    return found | {"in step": annex["value"].isna().any(), "alone": len(alone)}
