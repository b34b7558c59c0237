"""Growth: what level and rate state, what prices and revisions leave open, what drove it. Frames in, frames and claims out.

Frames in are those of `xclib.series` (canonical units) or `xclib.figures`. Frames out hold a number as ``x_value``, ``x_low``,
``x_high`` and in words as ``x``, with ``x_url`` where a page states it; ``says`` names the sentence that the data chose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import Any, cast

import pandas as pd

from xclib import economics as ec
from xclib.figure import Interval
from xclib.indicators import read_indicators
from xclib.present import link
from xclib.wording import format_bound, format_figure, format_interval, format_number, full_label, pick

Row = Mapping[str, Any]

#: What the opening table shows, in its order.
HEAD = [f"{name}{kind}" for name in ("gdp", "fai", "retail", "revenue_local_level", "revenue") for kind in ("", "_growth")]
VINTAGES = ("expected", "first", "undated", "later")  # earliest first
_UNITS = {"CNY": "元", "PT": "%"}
_WORDS = {
    "constant": ("不变价", "constant prices"), "nominal": ("现价", "current prices"), "missing": ("报告未载", "not stated"),
    "": ("口径未注明", "base not recorded"), "before-census-2018": ("2018年普查前口径", "before the 2018 census"),
    "census-2018": ("2018年普查口径", "2018 census"), "census-2023": ("2023年普查口径", "2023 census"),
    "expected": ("预计", "expected"), "first": ("首次公布", "first stated"), "later": ("后来公布", "stated later"),
    "undated": ("日期不详", "undated"), "actual": ("实绩", "final"), "preliminary": ("初步", "preliminary"),
    "binding": ("约束性", "binding"), "anticipatory": ("预期性", "anticipatory"), "above": ("高于目标", "above target"),
    "within": ("符合目标", "in line with target"), "below": ("低于目标", "below target"), "no": ("无数据", "no figure"),
    "total": ("累计", "cumulative"), "real": ("不变价增速", "real growth"), "flow": ("现价增速", "nominal growth"),
    "deflator": ("平减指数变动", "change of deflator"),
}  # fmt: skip
#: Groups of drivers with the words of a label; a label counts in the first group that fits.
_DRIVERS = (
    ("资本与机构", "Capital and institutions", "注册资本|增资|引进金融机构|引进重点企业|引入企业|募集资金"),
    ("项目承诺", "Project commitments", "“两区”项目|投入总金额|平均金额|落地金额|项目金额|签约金额"),
    ("投资", "Investment", "固定资产投资|社会投资|完成投资"),
    ("消费", "Consumption", "消费|零售"),
    ("金融", "Finance", "资产管理规模|企业融资"),
)
#: The sentences; the data choose among them.
_SAY = {
    "state": ("{year}年地区生产总值{level}，按不变价格增长{real}（{real_range}）。",
        "Gross regional product of {year} was {level}; it grew by {real} at constant prices ({real_range})."),
    "state part": ("{year}年：地区生产总值{level}；增速{real}。", "{year}: gross regional product {level}; growth {real}."),
    "account": ("以{past_year}年{past}（{kind}）为基数，现价增速{flow}，平减指数变动{deflator}{tail}。",
        "Against {past} in {past_year} ({kind}), nominal growth was {flow} and the deflator changed by {deflator}{tail}."),
    "account none": ("没有同口径、同批次的{past_year}年水平，{year}年现价增速和平减指数算不出来。",
        "No level of {past_year} on one base and vintage: nominal growth and deflator of {year} stay open."),
    "naive": ("{level}除以{factor}得{quotient}，不是{past_year}年的{past}：增速按不变价，水平按现价{bound}。",
        "Dividing {level} by {factor} gives {quotient}, not the {past} of {past_year}: the rate is at constant prices, "
        "the level at current ones{bound}."),
    "flat": ("平减指数若为零，{year}年水平应为{flat}，{fit}。", "At unchanged prices {year} would be {flat}, {fit}."),
    "break": ("{area}：由{year}年{level}、增长{real}倒推，平减指数变动{span}时，{past_year}年应为{implied}；"
        "当年公布{past}，{fit}；同一口径须平减指数变动{needed}。",
        "{area}: {level} in {year}, growth of {real} and a deflator changing by {span} imply {implied} for {past_year}; "
        "stated then was {past}: {fit}; one base would take a deflator of {needed}."),
    "span": ("可算的{n}年里平减指数变动为{deflators}，{inside}所设的{span}。",
        "In the {n} years that can be computed the deflator changed by {deflators}, {inside} the assumed {span}."),
    "path": ("{next}年增长目标{target}：以{year}年为100，指数{index}；按{year}年价格，水平{floor}。",
        "Target for {next}: growth of {target}, an index of {index} ({year}: 100); at prices of {year}, {floor}."),
    "path none": ("报告未载{next}年增长目标。", "The report states no growth target for {next}."),
    "later": ("后来公布的{next}年增速{outcome}，{verdict}。", "Growth of {next} stated later, {outcome}, is {verdict}."),
    "investment": ("固定资产投资按现价增长{fai}，不能与不变价增速相减；投资额{amount}。",
        "Fixed-asset investment grew by {fai} at current prices, not comparable with real growth; amount: {amount}."),
    "projects": ("“两区”项目预计投入{expected}，落地{landed}，为预计的{ratio}；是承诺额，不是增加值。",
        "Projects of the two zones: {expected} expected, {landed} landed, {ratio} of it; commitments, not value added."),
    "single": ("同段的一笔增资{single}，若计入落地金额，占{ratio}。",
        "One capital increase beside them, {single}, would be {ratio} of what landed if it counts there."),
    "standing": ("{year}年{name}：{n}个可比地区中{have}个有数据，{area}{own}{rank}；{parent}{whole}。",
        "{name}, {year}: figures for {have} of {n} comparable areas; {area}: {own}{rank}; {parent}: {whole}."),
    "standing none": ("没有{year}年可比地区的{name}。", "{name}, {year}: no other area has a figure."),
    "gaps": ("{area}{first}–{last}年的{n}年中，{above}年高于、{within}年符合、{below}年低于目标；"
        "偏离最大{gap}个百分点（{worst}年）。",
        "{area}, {n} years in {first}–{last}: {above} above, {within} in line with, {below} below target; "
        "largest gap {gap} points ({worst})."),
    "mean": ("平均偏离{mean}个百分点（{mean_ci}，n={n}），{mean_null}；不计异常的{out}为{clean}（{clean_ci}）。",
        "Mean gap {mean} points ({mean_ci}, n={n}), {mean_null}; without {out}, which stand out: {clean} ({clean_ci})."),
    "slope": ("实绩对目标的斜率为{slope}（{slope_ci}），{slope_null}。",
        "Slope of outcome on target: {slope} ({slope_ci}), {slope_null}."),
    "fit none": ("有目标和实绩的年份不足八年，不作估计。", "Under eight years with target and outcome: no estimate."),
}  # fmt: skip


def say(row: Row, lang: str) -> str:
    """Say a row of any frame of this module as escaped HTML; what a page states becomes a link.

    >>> say({"says": "path none", "next": 2031}, "en")
    'The report states no growth target for 2031.'
    """
    pieces = {k: link(str(v), str(row.get(f"{k}_url") or "")) for k, v in row.items()}
    return escape(pick(lang, *_SAY[row["says"]]), quote=False).format(**pieces)


def plain(claims: Sequence[str], lang: str) -> str:
    """Return claims as the text of a caption.

    >>> plain(['<a href="https://a.example">5%</a>.', "A &lt; B."], "en")
    '5%. A < B.'
    """
    return unescape(re.sub("<[^>]+>", "", pick(lang, "", " ").join(claims)))


def word(code: str, lang: str) -> str:
    """Return a code of the data in words.

    >>> word("census-2018", "en")
    '2018 census'
    """
    return pick(lang, *_WORDS.get(code, (code, code)))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame, one mapping each."""
    return cast("list[dict[str, Any]]", frame.to_dict("records"))


def _cells(lang: str, **named: Row | ec.Derived | None) -> dict[str, Any]:
    """Return the columns of numbers: as stated, as derived (in percent), or missing."""
    out: dict[str, Any] = {}
    for name, of in named.items():
        ends, text, url = (math.nan, math.nan, math.nan), word("missing", lang), ""
        if isinstance(of, ec.Derived):
            ends, text = (of.mid, of.low, of.high), format_interval(of.low, of.high, "%", lang, decimals=2)
        elif of is not None:
            ends, url = (ec.point_of(of["value"], of["bound"]), of["low"], of["high"]), of["source_url"]
            unit = _UNITS.get(of["unit_code"], "")
            text = format_figure(of, lang) if "unit" in of else format_bound(of["value"], of["bound"], unit, lang)
        out |= dict(zip((f"{name}_value", f"{name}_low", f"{name}_high"), ends, strict=True)) | {name: text, f"{name}_url": url}
    return out


def _iv(row: Row) -> Interval:
    return Interval(row["low"], row["high"])


def _range(low: float, high: float, lang: str, unit: str = "%", decimals: int = 1) -> str:
    return format_interval(low, high, unit, lang, decimals=decimals)


def outcomes(rows: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    """Return what was stated of the past (or of a year), without targets; equal statements of one year count once."""
    rows = rows[rows["status"].isin(["actual", "preliminary"]) & ((rows["period"] == year) | (year is None))]
    return rows.drop_duplicates(["area_code", "period", "value", "vintage", "base"])


def best(rows: pd.DataFrame) -> Row | None:
    """Return the statement to rely on: a precise one before one about or beyond a number, then by grade, then final ones."""
    order = rows.assign(_p=rows["status"] == "preliminary", _b=rows["bound"] != "=")
    return next(iter(records(order.sort_values(["_b", "grade", "_p"], kind="stable"))), None)


def state(levels: pd.DataFrame, rates: pd.DataFrame, *, report: str, year: int, lang: str) -> dict[str, Any]:
    """Return level, growth and next year's target as the report itself states them."""
    level, real = (best(outcomes(f[f["origin"] == report], year)) for f in (levels, rates))
    aim = best(rates[(rates["origin"] == report) & (rates["status"] == "target") & (rates["period"] == year + 1)])
    row = {"says": "state" if level and real else "state part", "year": year, "next": year + 1, "past_year": year - 1}
    row["real_range"] = format_interval(real["low"], real["high"], "%", lang) if real else ""
    return row | {"rows": (level, real, aim)} | _cells(lang, level=level, real=real, target=aim)


def headline_table(found: Mapping[str, Row | None], lang: str) -> list[dict[str, Any]]:
    """Return the opening table from rows of `xclib.lookup`; what the report does not state is said to be missing."""
    rows = []
    for code, row in found.items():
        cells = _cells(lang, value=None if row is None else dict(row))
        cells["interval"] = "–" if row is None else format_interval(row["low"], row["high"], row["unit"], lang)
        rows.append({"name": (entry := read_indicators()[code]).name(lang), "basis": word(entry.price_basis, lang), **cells})
    return rows


def accounts(levels: pd.DataFrame, rates: pd.DataFrame, *, vintage: str, lang: str) -> pd.DataFrame:
    """Return nominal growth and implied deflator, year by year, from levels of one vintage and base.

    A past level of another vintage gives a row of its own, marked ``rival``; nothing is averaged.
    """
    seen, rows = outcomes(levels), []
    for level in records(seen[seen["vintage"] == vintage].drop_duplicates(["period", "base"])):
        year, of_year = level["period"], outcomes(rates, level["period"])
        before = seen[(seen["period"] == year - 1) & (seen["base"] == level["base"]) & seen["bound"].isin(["=", "~"])]
        rate = best(of_year[of_year["vintage"] == vintage]) or best(of_year)
        for past in records(before.sort_values("grade", kind="stable")) if rate else []:
            mid, real_mid = (ec.point_of(r["value"], r["bound"]) for r in (level, rate) if r)
            flow = ec.growth_between(_iv(level), _iv(past), level_mid=mid, base_mid=past["value"])
            price = ec.implied_deflator(flow.interval, _iv(rate or {}), nominal_mid=flow.mid, real_mid=real_mid)
            row = {"says": "account", "year": year, "past_year": year - 1, "rival": past["vintage"] != vintage}
            row["kind"] = f"{word(past['vintage'], lang)}{pick(lang, '，来源等级', ', grade ')}{past['grade']}"
            row["tail"] = pick(lang, "，两者都没有上限", ", neither with an upper limit") if math.isinf(flow.high) else ""
            rows.append(row | _cells(lang, level=level, past=past, real=rate, flow=flow, deflator=price))
    return pd.DataFrame(rows, columns=None if rows else ["year", "rival", "deflator_value"])


def account_claims(rows: pd.DataFrame, stated: Row, lang: str) -> list[str]:
    """Say what level and rate of the report's year allow, on each base, and what a naive division gets wrong."""
    now = records(rows[rows["year"] == stated["year"]].sort_values("rival", kind="stable"))
    level, real, _ = stated["rows"]
    if not now or now[0]["rival"] or not (level and real):
        return [say({**stated, "says": "account none"}, lang)]
    factor = 1 + real["value"] / 100
    quotient, flat = level["value"] / factor, now[0]["past_value"] * factor
    fits = (("与公布的不符", "at odds with what is stated"), ("与公布的相容", "in line with what is stated"))
    row = now[0] | {"factor": format_number(factor, lang, decimals=3), "quotient": _range(quotient, quotient, lang, "元")}
    row |= {"flat": _range(flat, flat, lang, "元"), "fit": pick(lang, *fits[flat in _iv(level)]), "says": "naive"}
    row["bound"] = pick(lang, "，况且界限不是数值", ", and a bound is no value") if math.isnan(stated["level_value"]) else ""
    return [*(say(r, lang) for r in now), say(row, lang), say(row | {"says": "flat"}, lang)]


def span_claim(rows: pd.DataFrame, low: float, high: float, lang: str) -> str:
    """Say whether the deflators that earlier years imply lie within the span that is assumed; empty with none."""
    if (known := rows[~rows["rival"].astype(bool) & rows["deflator_value"].notna()]).empty:
        return ""
    least, most = known["deflator_low"].min(), known["deflator_high"].max()
    inside = pick(lang, *(("在", "within") if low <= least and most <= high else ("超出", "partly outside")))
    told = {"n": len(known), "deflators": _range(least, most, lang), "span": _range(low, high, lang), "inside": inside}
    return say({"says": "span", **told}, lang)


def account_marks(rows: pd.DataFrame, year: int, lang: str) -> pd.DataFrame:
    """Return one year's accounts as rows of a chart: real growth as stated, nominal growth and deflator as derived."""
    marks = []
    for n, row in enumerate(records(rows[rows["year"] == year].sort_values("rival", kind="stable"))):
        for code in ("real", "flow", "deflator")[min(n, 1) :]:
            note = "" if code == "real" else f"{row['past']} · {row['kind']}"
            ends = {k: round(row[f"{code}_{k}"], 2) for k in ("value", "low", "high")}
            marks.append({"label": word(code, lang), "note": note, **ends})
    return pd.DataFrame(marks, columns=["label", "note", "value", "low", "high"])


def statements(levels: pd.DataFrame, lang: str, *, since: int) -> pd.DataFrame:
    """Return every statement of the level with its vintage and base; values in 亿元 or billion yuan, nothing merged."""
    rows = outcomes(levels[levels["period"] >= since]).sort_values(["period", "base", "vintage"], kind="stable")
    kinds = [f"{word(r['vintage'], lang)} · {word(r['base'], lang)}" for r in records(rows)]
    told = [_cells(lang, x=r)["x"] for r in records(rows)]
    scaled = rows.assign(**{c: rows[c] / float(pick(lang, "1e8", "1e9")) for c in ("value", "low", "high")})
    return scaled.assign(told=told, kind=kinds, base=rows["base"] + "/" + rows["vintage"])


def breaks(levels: pd.DataFrame, rates: pd.DataFrame, *, low: float, high: float, lang: str) -> pd.DataFrame:
    """Return the past level that the first level on each new base implies, with a deflator from low to high."""
    seen, rows = outcomes(levels[levels["base"] != ""]), []
    for year in sorted(set(seen["period"])):
        now, before = seen[seen["period"] == year], seen[seen["period"] == year - 1]
        level, past = best(now[~now["base"].isin(before["base"])]), best(before)
        rate = best(outcomes(rates[rates["bound"].isin(["=", "~"])], year))
        if not (level and past and rate):
            continue
        flow = ((1 + rate[k] / 100) * (1 + d / 100) * 100 - 100 for k, d in (("low", low), ("high", high)))
        implied = ec.implied_base(_iv(level), Interval(*flow))
        needed = ec.implied_deflator(ec.growth_between(_iv(level), _iv(past)).interval, _iv(rate))
        # Where the past level has no upper limit, the deflator that one base would take has no lower one.
        least = -math.inf if math.isinf(past["high"]) else needed.low
        apart = implied.high < past["low"] or implied.low > past["high"]
        fit = ("两者不在同一口径", "not on one base") if apart else ("两者并不矛盾", "no contradiction")
        row = {"says": "break", "year": year, "past_year": year - 1, "apart": apart, "fit": pick(lang, *fit)}
        row |= {"area": level[pick(lang, "area_zh", "area_en")], "span": _range(low, high, lang)}
        scale, unit = pick(lang, "1e8", "1e9"), pick(lang, "亿元", " billion yuan")
        ends = [format_number(end / float(scale), lang, decimals=1) for end in (implied.low, implied.high)]
        row |= {"implied": "–".join(ends) + unit, "needed": _range(least, needed.high, lang), "needed_low": least}
        row |= {"needed_high": needed.high, "years": f"{year - 1}→{year}"}
        rows.append(row | _cells(lang, level=level, past=past, real=rate))
    return pd.DataFrame(rows, columns=None if rows else ["says", "year", "apart"])


def volume_index(rates: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the chained index at constant prices, ``year`` as 100, back to where a rate is missing or a mere bound."""
    rows = [{"period": float(year), "value": 100.0, "low": 100.0, "high": 100.0}]
    while rate := best(outcomes(rates[rates["bound"].isin(["=", "~"])], int((row := rows[0])["period"]))):
        past = {k: row[k] / (1 + rate[g] / 100) for k, g in (("value", "value"), ("low", "high"), ("high", "low"))}
        rows.insert(0, {"period": row["period"] - 1, **past})
    return pd.DataFrame(rows).assign(vintage="")


def path(stated: Row, rates: pd.DataFrame, *, years: int, lang: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the fan that the target opens, the report's year as 100, and its claims; later years only repeat the target."""
    level, _, aim = stated["rows"]
    if aim is None:
        return pd.DataFrame(columns=["period", "low", "mid", "high"]), [say({**stated, "says": "path none"}, lang)]
    mid = ec.point_of(aim["value"], aim["bound"])
    fan = ec.growth_fan(Interval(100, 100), _iv(aim), start=stated["year"], years=max(years, 1), base_mid=100, growth_mid=mid)
    ahead = level and ec.implied_level(_iv(level), _iv(aim))
    row = {**stated, "says": "path", "index": _range(fan["low"][1], fan["high"][1], lang, "")}
    row["floor"] = _range(ahead.low, ahead.high, lang, "元") if ahead else word("missing", lang)
    if (later := best(outcomes(rates, stated["next"]))) is None:
        return fan, [say(row, lang)]
    told = row | {"says": "later", "verdict": word(_verdict(later, aim), lang)} | _cells(lang, outcome=later)
    return fan, [say(row, lang), say(told, lang)]


def _verdict(outcome: Row, aim: Row) -> str:
    return "below" if outcome["high"] < aim["low"] else "above" if outcome["low"] > aim["high"] else "within"


def drivers(figures: pd.DataFrame, year: int, lang: str) -> pd.DataFrame:
    """Return the year's outcomes (rows of `xclib.figures`) that bear on growth, by group; cumulative ones are marked."""
    found, total, last = [], False, (0, 0)
    wanted = (figures["topic"] == "growth") & (figures["status"] == "actual") & (figures["period"] == str(year))
    rows = figures.assign(_in=wanted & (figures["measure"] != "rank")).sort_values(["line", "start"])
    for r in records(rows):
        # 累计 reaches the next number of its clause too: so many firms with so much capital.
        total = total and r["line"] == last[0] and r["start"] - last[1] <= 20
        total = total or "累计" in r["prefix"] or "cumulative" in r["label_en"]
        last, label = (r["line"], r["start"]), full_label(r)
        order = next((n for n, group in enumerate(_DRIVERS) if re.search(group[2], label)), None)
        if order is not None and r["_in"]:
            name = label if lang == "zh" else r["label_en"] or label
            cells = {"group": pick(lang, *_DRIVERS[order][:2]), "span": word("total", lang) if total else str(year)}
            found.append({**r, "order": order, "name": name, **cells, **_cells(lang, told=r)})
    found.sort(key=lambda r: int(r["order"]))
    return pd.DataFrame(found, columns=None if found else figures.columns)


def driver_claims(rows: pd.DataFrame, lang: str) -> list[str]:
    """Say investment and projects with what they are not; silent on what the report does not state."""
    fai, amount = (next(iter(records(rows[rows["indicator"] == code])), None) for code in ("fai_growth", "fai"))
    out = [say({"says": "investment"} | _cells(lang, fai=fai, amount=amount), lang)] if fai else []
    for landed in records(rows[rows["label"].str.contains("落地金额")])[:1]:
        for says, name, pattern in (("projects", "expected", "投入总金额"), ("single", "single", "增资")):
            for other in records(rows[(rows["line"] == landed["line"]) & rows["label"].str.contains(pattern)])[:1]:
                ratio = ec.share(*map(_iv, (landed, other) if says == "projects" else (other, landed)))
                told = {"says": says, "ratio": _range(ratio.low, ratio.high, lang, decimals=0)}
                out.append(say(told | _cells(lang, landed=landed, **{name: other}), lang))
    return out


def standing(
    context: pd.DataFrame, own: pd.DataFrame, indicator: str, *, area: Row, year: int, lang: str
) -> tuple[pd.DataFrame, str]:
    """Return an indicator's figures of an area (a row of `xclib.reports`), its parent and its peers, and its rank in words.

    ``context`` is `xclib.facts`, ``own`` the area's `xclib.series`. Peers without a figure are listed as such.
    """
    code, title = area["area_code"], pick(lang, "area_zh", "area_en")
    whole, head = f"{code[:2]}0000", code[: 2 if code.endswith("00") else 4]
    codes = context["area_code"]
    near = codes.str.startswith(head) & (codes.str.endswith("00") == code.endswith("00")) | (codes == whole)
    of_year = outcomes(context[context["indicator"] == indicator], year)
    rows = [
        (r, best(of_year[of_year["area_code"] == r["area_code"]]))
        for r in records(context[near & (codes != code)].drop_duplicates("area_code"))
    ]
    mine, known = best(outcomes(own, year)), [f for r, f in rows if f and r["area_code"] != whole]
    parent = next((x for x in rows if x[0]["area_code"] == whole), (None, None))
    row = {"says": "standing" if known or parent[1] else "standing none", "year": year, "area": area[title], "rank": ""}
    row |= {"name": read_indicators()[indicator].name(lang), "n": len(rows) + (not parent[0]), "have": len(known) + bool(mine)}
    if mine and known:
        first, last = 1 + sum(f["low"] > mine["high"] for f in known), 1 + sum(f["high"] > mine["low"] for f in known)
        place = str(first) if first == last else f"{first}–{last}"
        row["rank"] = pick(lang, f"，在其中列第{place}位", f", rank {place} among these")
    row |= _cells(lang, own=mine, whole=parent[1]) | {"parent": parent[0][title] if parent[0] else ""}
    none = {"grade": "–", "status": "no"}
    told = [{**none, **(f or {}), "area": r[title], **_cells(lang, told=f)} for r, f in [(area, mine), *rows]]
    told = [r | {"status": word(r["status"], lang)} | ({} if r["grade"] != "–" else {"told": "–"}) for r in told]
    return pd.DataFrame(told).sort_values("told_low", ascending=False, kind="stable", na_position="last"), say(row, lang)


def gaps(rates: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return target, earliest stated outcome and their gap in points, for the years that hold both."""
    order, rows = {v: n for n, v in enumerate(VINTAGES)}, []
    for year in sorted(set(rates["period"])):
        aim = best(rates[(rates["period"] == year) & (rates["status"] == "target")])
        ends = sorted(records(outcomes(rates, year)), key=lambda r: (order[r["vintage"]], r["grade"]))
        if aim and ends:
            gap, verdict = ec.point_of(ends[0]["value"], ends[0]["bound"]) - aim["value"], _verdict(ends[0], aim)
            row = {"period": year, "verdict": verdict, "verdict_told": word(verdict, lang), "gap": gap, "aim": aim["value"]}
            rows.append(row | _cells(lang, target=aim, outcome=ends[0]))
    return pd.DataFrame(rows, columns=None if rows else ["period", "verdict", "gap", "aim", "outcome_value"])


def usual(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the years whose gap lies within three scaled median deviations of the median: the rest stands out."""
    known = rows.dropna(subset=["gap"])
    off = (known["gap"] - known["gap"].median()).abs()
    return known[off <= 3 * 1.4826 * off.median()]


def gap_claims(rows: pd.DataFrame, fits: Mapping[str, Any], area: str, lang: str) -> list[str]:
    """Say how outcomes met targets, and what the fits (statsmodels: ``mean``, ``clean``, ``slope``) estimate."""
    if (known := rows.dropna(subset=["gap"])).empty:
        return [say({"says": "fit none"}, lang)]
    top = max(records(known), key=lambda r: abs(r["gap"]))
    row: dict[str, Any] = {k: int((rows["verdict"] == k).sum()) for k in ("above", "within", "below")}
    row |= {"area": area, "first": rows["period"].min(), "last": rows["period"].max(), "worst": top["period"], "n": len(rows)}
    told = say(row | {"says": "gaps", "gap": format_number(top["gap"], lang, decimals=1)}, lang)
    if not fits:
        return [told, say({"says": "fit none"}, lang)]
    words = (("有别于{}", "distinguishable from {}"), ("与{}无法区分", "not distinguishable from {}"))
    for name, fit in fits.items():
        low, high = fit.conf_int().iloc[-1]
        row |= {name: format_number(fit.params.iloc[-1], lang, decimals=2), f"{name}_ci": _range(low, high, lang, "", 2)}
        row[f"{name}_null"] = pick(lang, *words[low <= (name == "slope") <= high]).format(int(name == "slope"))
    odd = ", ".join(str(y) for y in known["period"] if y not in set(usual(rows)["period"]))
    row |= {"n": len(known), "out": odd or pick(lang, "年份（无）", "no year")}
    return [told, say(row | {"says": "mean"}, lang), say(row | {"says": "slope"}, lang)]
