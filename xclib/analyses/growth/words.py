"""The growth brief's words: what the data choose among, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from xclib.formulas import explain
from xclib.present import computed, link, told
from xclib.wording import pick

Row = Mapping[str, Any]

_WORDS = {
    "constant": ("不变价", "constant prices"), "nominal": ("现价", "current prices"), "missing": ("报告未载", "not stated"),
    "": ("口径未注明", "base not recorded"), "before-census-2018": ("2018年普查前口径", "before the 2018 census"),
    "census-2018": ("2018年普查口径", "2018 census"), "census-2023": ("2023年普查口径", "2023 census"),
    "expected": ("预计", "expected"), "first": ("首次公布", "first stated"), "later": ("后来公布", "stated later"),
    # No statement of a report or a press release is a verified account (最终核实数), so none is called final.
    "undated": ("日期不详", "undated"), "actual": ("实绩", "outcome"), "preliminary": ("初步", "preliminary"),
    "binding": ("约束性", "binding"), "anticipatory": ("预期性", "anticipatory"), "above": ("高于目标", "above target"),
    "within": ("符合目标", "in line with target"), "below": ("低于目标", "below target"), "no": ("无数据", "no figure"),
    "real": ("不变价增速", "real growth"), "flow": ("现价增速", "nominal growth"),
    "deflator": ("平减指数变动", "change of deflator"), "apart": ("不在同一口径", "not on one base"),
    "joined": ("并不矛盾", "no contradiction"),
}  # fmt: skip
#: The sentences; the data choose among them.
SAY = {
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
    "break": ("{area}{year}年公布{level}、增长{real}：平减指数变动{span}时，{past_year}年应为{implied}，"
        "与当年公布的{past}{fit}。",
        "{area}, {year}: {level}, growth of {real}. With a deflator of {span}, {past_year} would be {implied}; "
        "{past} was stated then: {fit}."),
    "watch break": ("{past_year}年的“{past}”与{year}年的“{level}”不在同一口径上，不能相减，也不能相除："
        "按{year}年{real}的增速倒推，平减指数变动在{span}之间时，{past_year}年在新口径下应是{implied}。",
        "The {past} stated for {past_year} and the {level} stated for {year} are not on one base and must not be compared. "
        "Growth of {real} in {year}, with a deflator of {span}, puts {past_year} at {implied} on the later base."),
    "watch bound": ("地区生产总值{level}只是下限：比{past_year}年的{past}，现价增速{flow}，平减指数变动{deflator}，"
        "都没有上限，不能拿它倒推人均或占比。",
        "The level, {level}, is a floor and no value: against {past} in {past_year}, nominal growth was {flow} and the "
        "deflator changed by {deflator}, neither with an upper limit."),
    "breaks": ("相邻而口径不同的{n}对年份中，{apart}对接不起来。",
        "{apart} of {n} pairs of neighbouring years on different bases cannot be joined."),
    "breaks none": ("换口径的相邻两年", "Neighbouring years on different bases"),
    "span": ("可算的{n}年里平减指数变动为{deflators}，{inside}（{span}）。",
        "In the {n} years that can be computed the deflator changed by {deflators}, {inside} the span assumed ({span})."),
    "path": ("{next}年增长目标{target}：以{year}年为100，指数{index}。",
        "Target for {next}: growth of {target}, an index of {index} ({year}: 100)."),
    "path none": ("报告未载{next}年增长目标。", "The report states no growth target for {next}."),
    "later": ("后来公布的{next}年增速{outcome}，{verdict}。", "Growth of {next} stated later, {outcome}, is {verdict}."),
    "ahead": ("按{year}年价格和当时口径，目标意味着水平{floor}{apart}。",
        "At prices and on the base of {year}, the target implies {floor}{apart}."),
    "investment": ("固定资产投资按现价增长{fai}，不能与不变价增速相减；投资额{amount}。",
        "Fixed-asset investment grew by {fai} at current prices, not comparable with real growth; amount: {amount}."),
    "projects": ("“两区”项目预计投入{expected}，落地{landed}，为预计的{ratio}；是承诺额，不是增加值。",
        "Two Zones (services-opening zone and free-trade pilot zone): {expected} expected in projects, "
        "{landed} confirmed (落地), {ratio} of it; commitments, not value added."),
    "single": ("同段的一笔增资{single}，若计入落地金额，占{ratio}。",
        "One capital increase beside them, {single}, would be {ratio} of the amount confirmed if it counts there."),
    "listed": ("报告举出{n}项，其中{total}项是累计数，不是一年的量。",
        "The report names {n} figures, {total} of them cumulative and not of one year."),
    "listed year": ("报告举出{n}项，都不是累计数。", "The report names {n} figures, none of them cumulative."),
    "listed none": ("报告所举的带动因素", "Drivers that the report names"),
    "standing": ("{year}年{name}：{n}个可比地区中{have}个有数据，{area}{own}{rank}；{parent}{whole}。",
        "{name}, {year}: figures for {have} of {n} comparable areas; {area}: {own}{rank}; {parent}: {whole}."),
    "standing without": ("{year}年{name}：{n}个可比地区中{have}个有数据，{area}{own}{rank}。",
        "{name}, {year}: figures for {have} of {n} comparable areas; {area}: {own}{rank}."),
    "standing alone": ("{year}年{name}：除{area}（{own}）外，可比地区均无数据；{parent}{whole}。",
        "{name}, {year}: no peer of {area} ({own}) has a figure; {parent}: {whole}."),
    "standing none": ("没有{year}年可比地区的{name}。", "{name}, {year}: no other area has a figure."),
    "graded": ("图中{have}个地区的{press}个数来自转载和报刊（C级）。",
        "Of the {have} areas shown, {press} rest on reprints or the press (grade C)."),
    "gaps": ("{area}{years}年的{n}年中，{counted}目标{worst_head}{worst}{worst_tail}。",
        "{area}, {n} of the years {years}: {counted} target{worst_head}{worst}{worst_tail}."),
    "mean": ("目标和实绩都是单个数的{n}年，平均偏离{mean}个百分点（{mean_ci}），{mean_null}；"
        "不计异常的{out}为{clean}（{clean_ci}）。",
        "In the {n} years with single numbers for both, the mean gap is {mean} points ({mean_ci}), {mean_null}; "
        "without {out}, which stand out: {clean} ({clean_ci})."),
    "slope": ("实绩对目标的斜率为{slope}（{slope_ci}），{slope_null}。",
        "Slope of outcome on target: {slope} ({slope_ci}), {slope_null}."),
    "fit none": ("目标和实绩都是单个数的年份不足八年，不作估计。",
        "Under eight years with single numbers for target and outcome: no estimate."),
}  # fmt: skip


def say(row: Row, lang: str) -> str:
    """Say a row of any frame of this package as escaped HTML; what a page states becomes a link.

    >>> say({"says": "path none", "next": 2031}, "en")
    'The report states no growth target for 2031.'
    """
    pieces = {k: _cited(k, str(v), row, lang) for k, v in row.items()}
    return escape(pick(lang, *SAY[row["says"]]), quote=False).format(**pieces)


def _cited(name: str, text: str, row: Row, lang: str) -> str:
    """Return a piece of a sentence with its source: the page that states it, or the formula by which it was computed."""
    if url := str(row.get(f"{name}_url") or ""):
        return link(text, url)
    basis, given = row.get(f"{name}_basis"), row.get(f"{name}_inputs")
    if not isinstance(basis, str):
        return escape(text)
    return computed(text, explain(basis, lang), given if isinstance(given, str) else "")


def plain(claims: Sequence[str], lang: str) -> str:
    """Return claims as text.

    >>> plain(['<a href="https://a.example">5%</a>.', "A &lt; B."], "en")
    '5%. A < B.'
    """
    return told(*claims, lang=lang).text


def word(code: str, lang: str) -> str:
    """Return a code of the data in words.

    >>> word("census-2018", "en")
    '2018 census'
    """
    return pick(lang, *_WORDS.get(code, (code, code)))
