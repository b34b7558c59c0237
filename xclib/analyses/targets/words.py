"""Words of the targets brief: names of codes, how an estimate stands in a sentence, and the sentences the data choose among."""

from __future__ import annotations

import math
from html import escape

from markupsafe import Markup

from xclib.economics.panel_models import Estimate
from xclib.html.present import computed
from xclib.words.wording import format_number, pick

WORDS = {
    "nation": ("全国", "Nation"),
    "province": ("省级", "Provinces"),
    "major city": ("主要城市", "Major cities"),
    "prefecture": ("其他地市", "Other prefectures"),
    "city": ("城市", "Cities"),
    "point": ("只列数", "Number alone"),
    "about": ("左右", "About (左右)"),
    "floor": ("以上", "At least (以上)"),
    "range": ("区间", "Range"),
    "ceiling": ("以内", "At most (以内)"),
    "step province": ("省级对全国", "Provinces against the nation"),
    "step city": ("城市对本省", "Cities against their province"),
    "target": ("目标", "Targets"),
    "actual": ("实际值", "Outcomes"),
    "all": ("全部", "All"),
    "one target": ("目标", "target"),
    "one actual": ("实际值", "outcome"),
    "sharp": ("精确", "exact"),
    "above": ("高于", "above"),
    "within": ("符合", "in line"),
    "below": ("低于", "below"),
    "base": ("基准：目标和实际值都是数值", "Base: target and outcome are values"),
    "bounds": ("加上界限和区间，按所列的数", "With bounds and ranges, at the number named"),
    "unflagged": ("去掉存疑的数", "Without flagged figures"),
    "exact": ("去掉年底预计等约数", "Without outcomes said to be about"),
    "provinces": ("只看省级", "Provinces only"),
    "cities": ("只看城市", "Cities only"),
    "unusual": ("去掉异常年份", "Without unusual years"),
    "winsorized": ("两端各1%缩尾", "Winsorized at 1% and 99%"),
    "often": ("只看至少五年的地区", "Areas with five years or more"),
    "change": ("目标变动对上年偏离，地区和年份效应", "Change of the target on last year's gap; area and year effects"),
    "within area": (
        "目标对上年实际值和上年目标，地区和年份效应",
        "Target on last year's outcome and target; area and year effects",
    ),
    "pooled": ("同上，只有年份效应", "The same, year effects only"),
    "differenced": ("一阶差分，前年的数作工具变量", "First differences, values of two years ago as instruments"),
    "under": ("目标变动对上年短缺", "Change of the target on last year's shortfall"),
    "over": ("目标变动对上年超额", "Change of the target on last year's overshoot"),
    "area_code": ("个地区", " areas"),
    "parent": ("个省", " provinces"),
    "home": ("个省", " provinces"),
    "period": ("年", " years"),
}  # fmt: skip

SAY = {
    "shift": (
        "{level}：{first}年和{last}年两段都有目标的{n}个地区，平均变动{change}{unit}。",
        "{level}: mean change of {change} {unit} in the {n} areas with targets in both {first} and {last}.",
    ),
    "shift none": (
        "{level}：两端都有目标的地区太少，不算变动。",
        "{level}: too few areas with targets at both ends for a change.",
    ),
    "step": (
        "{years}年{step}：所列的数平均{side}{gap}个百分点（{size}）；{higher}更高、{equal}相同、{lower}更低。",
        "{step}, {years}: the number named lies {side} by {gap} points on average ({size}); {higher} are higher, {equal} "
        "equal, {lower} lower.",
    ),
    "steps short": (
        "省级所列的目标比全国平均{provinces}个百分点，城市比本省平均{cities}个百分点。",
        "Provinces name {provinces} the nation on average, cities {cities} their province.",
    ),
    "missed short": (
        "{n}对目标与实际值中{missed}{worse}目标；{before}年及以前{early}，{split}年起{late}{rest}。",
        "Of {n} targets with an outcome {missed} came out {worse} target: {early} up to {before}, {late} since {split}{rest}.",
    ),
    "step open": (
        "{years}年{step}：所列的数平均相差{gap}个百分点（{size}），在5%水平上不显著；{higher}更高、{equal}相同、{lower}更低。",
        "{step}, {years}: the numbers named differ by {gap} points on average ({size}), not significant at the 5% level; "
        "{higher} are higher, {equal} equal, {lower} lower.",
    ),
    "step small": (
        "{step}：成对的目标太少（{n}对），不作估计。",
        "{step}: too few pairs of targets ({n}) for an estimate.",
    ),
    "step change": (
        "{step}：{before}年及以前{early}，{split}年起{late}；同一地区内的变动为{change}，{verdict}。",
        "{step}: {early} up to {before}, {late} since {split}; the change within areas, {change}, is {verdict}.",
    ),
    "control": (
        "对照，{indicator}，{step}：相差{gap}个百分点（{n}对），{verdict}；{equal}相同。",
        "Control, {indicator}, {step}: a difference of {gap} points ({n} pairs), {verdict}; {equal} are equal.",
    ),
    "control small": ("对照，{indicator}，{step}：样本太小。", "Control, {indicator}, {step}: sample too small."),
    "survive": ("只就读到的报告而言。", "This holds for the reports that were read."),
    "step robust": (
        "{step}：双方都是数值时为{values}；去掉任何一年，平均数在{least}与{most}之间；上级目标变动一个百分点，本级变动"
        "{slope}个。",
        "{step}: {values} where both are values; between {least} and {most} whichever year is left out; where the target "
        "above moves by a point, the lower one moves by {slope}.",
    ),
    "theory yes": (
        "两级的符号都与该文模型的预测一致：下级目标高于上级。这里只比符号，不比大小。",
        "At both steps the sign is the one that their model predicts: lower levels aim higher. Only the sign is "
        "compared, not the size.",
    ),
    "theory part": (
        "两级中只有{step}的符号与该文模型的预测一致，另一级在本样本中分辨不出。",
        "At one step only ({step}) is the sign the one that their model predicts; the other cannot be told in this "
        "sample.",
    ),
    "theory no": (
        "在本样本中，没有一级能分辨出该文模型所预测的符号。",
        "In this sample the sign that their model predicts is told at no step.",
    ),
    "no ladder": (
        "这一指标的数随地区大小而变，上下级的数不能相比。",
        "Numbers of this indicator depend on the size of the area: those of two levels do not compare.",
    ),
    "heap": (
        "{n}个目标中，{whole}是{whole_of}、{half}{half_of}，合计{target}；{m}个实际值中是{actual}。相差{difference}个百分点"
        "，{verdict}。",
        "Of {n} targets {whole} {whole_of}, {half} {half_of}, together {target}; of {m} outcomes {actual}. The "
        "difference, {difference} percentage points, is {verdict}.",
    ),
    "heap small": ("数字太少，不比较取整。", "Too few numbers to compare rounding."),
    "hedge": (
        "“{kind}”的占比由{before}年及以前的{early}变为{split}年起的{late}；同一地区内变动{change}个百分点，{verdict}。",
        "The share of “{kind}” went from {early} up to {before} to {late} since {split}; within areas it changed by "
        "{change} percentage points, {verdict}.",
    ),
    "hedge small": ("{split}年前后的目标太少，不比较措辞。", "Too few targets before or since {split} to compare words."),
    "missed": (
        "按措辞判定，{n}对目标与实际值中{missed}{worse}目标{halves}。",
        "By their words, {missed} of {n} pairs came out {worse} target{halves}.",
    ),
    "missed small": (
        "有实际值的目标太少（{n}对），不作估计。",
        "Too few targets with an outcome ({n} pairs) for an estimate.",
    ),
    "gap": (
        "目标和实际值都是数值的{n}对，实际值平均比目标{side}{gap}{unit}，{verdict}。",
        "In the {n} pairs of values outcomes lie {side} target by {gap} {unit} on average, {verdict}.",
    ),
    "slope": (
        "去掉地区和年份的共同部分，目标高{one}，实际值高{slope}{unit}，{verdict}。",
        "With area and year effects, a target higher by {one} goes with an outcome higher by {slope} {unit}, {verdict}.",
    ),
    "exact": (
        "恰好等于目标的实际值，是平滑分布的{times}倍（{n}对），{verdict}。",
        "Outcomes exactly at target are {times} times what a smooth distribution has ({n} pairs), {verdict}.",
    ),
    "exact small": (
        "成对的数值太少（{n}对），看不出分布在目标处是否突出。",
        "Too few pairs of values ({n}) to tell whether the distribution stands out at the target.",
    ),
    "feedback": (
        "上年实际值比目标每多（少）{one}，本年目标随之多（少）{change}{unit}（{n}对），{verdict}；上年目标不变时，上年实际值"
        "每多（少）{one}，本年目标多（少）{least}至{most}{unit}（{specs}种设定的点估计，其中{clear}种区间不含零）。",
        "For an outcome above (below) target by {one} last year, this year's target is higher (lower) by {change} {unit} "
        "({n} pairs), {verdict}; with last year's target held, an outcome higher (lower) by {one} goes with a target "
        "higher (lower) by {least} to {most} {unit} (point estimates of {specs} specifications; the intervals of {clear} "
        "leave zero out).",
    ),
    "feedback short": (
        "上年目标不变时，上年实际值每多（少）{one}，本年目标多（少）{within}{unit}（{n}对），{verdict}{check}；这是先后，不是因果。",
        "With last year's target held, an outcome higher (lower) by {one} goes with a target higher (lower) by {within} "
        "{unit} this year ({n} pairs), {verdict}{check}: a sequence, not a cause.",
    ),
    "feedback check": (
        "；一阶差分加工具变量为{differenced}，{verdict}",
        "; in first differences with instruments {differenced}, {verdict}",
    ),
    "feedback small": (
        "连续两年都有目标和实际值的地区太少（{n}对），不作估计。",
        "Too few areas with two years in a row ({n} pairs) for an estimate.",
    ),
    "ratchet": (
        "短缺与超额的系数相差{difference}，{verdict}。",
        "The slopes of shortfalls and overshoots differ by {difference}, {verdict}.",
    ),
    "found": (
        "同一年、同一级，找得到实际值的目标比找不到的{side}{found}{unit}，{verdict}。",
        "Within a year and level, targets whose outcome is found lie {side} by {found} {unit} than those whose is not, "
        "{verdict}.",
    ),
    "found small": (
        "找得到和找不到实际值的目标太少，无法比较。",
        "Too few targets with and without an outcome to compare them.",
    ),
}  # fmt: skip

#: How the numbers of sentences are computed.
HOW = {
    "gap": ("本级目标减上级目标的平均数；误差聚类", "mean of the target less the one above; clustered errors"),
    "share": ("行数的占比；聚类样本的Wilson区间", "share of rows; Wilson interval on the clustered sample"),
    "part": ("最小二乘，后段虚拟变量，地区固定效应", "least squares on a dummy of the later part, with area effects"),
    "shift": ("末三年平均减首三年平均，各地区再平均", "last three years' mean less the first three's, averaged over areas"),
    "above": ("最小二乘，本级目标对上级目标，固定效应", "least squares of the target on the one above, with fixed effects"),
    "drop": ("逐年去掉后平均数的最小和最大", "least and largest mean with one year left out"),
    "boot": ("占比之差；整省抽样的自助法", "difference of shares; bootstrap of whole provinces"),
    "heap": ("占比；整省抽样的自助法", "share; bootstrap of whole provinces"),
    "mean": ("实际值减目标的平均数；误差聚类", "mean of outcome less target; clustered errors"),
    "slope": ("最小二乘，实际值对目标，地区和年份效应", "least squares of outcome on target, with area and year effects"),
    "excess": ("零处的对数除以平滑分布；自助法", "pairs at zero over a smooth distribution; bootstrap"),
    "after": (
        "最小二乘，目标变动对上年偏离，地区和年份效应",
        "least squares of the target's change on last year's gap, area and year effects",
    ),
    "within": (
        "最小二乘，目标对上年实际值和上年目标，地区和年份效应",
        "least squares of the target on last year's outcome and target, area and year effects",
    ),
    "first": (
        "一阶差分，前年的目标和实际值作工具变量",
        "first differences, target and outcome of two years ago as instruments",
    ),
    "held": ("各种设定中上年实际值的系数", "slopes on last year's outcome across specifications"),
    "apart": ("同一回归中短缺与超额系数之差", "slope of shortfalls less that of overshoots in one regression"),
    "quartile": ("当年各地目标所列的数的中位数与四分位数", "median and quartiles of the numbers that targets of the year name"),
    "coefficient": ("该行设定的回归系数；误差聚类", "coefficient of the row's regression; clustered errors"),
    "power": ("第一阶段工具变量的F统计量", "F statistic of the instruments in the first stage"),
    "off": ("实际值减目标", "outcome less target"),
    "found": ("最小二乘，同年同级之内，找得到与找不到之差", "least squares within year and level, outcome found or not"),
}  # fmt: skip


def how(name: str, lang: str) -> str:
    """Return how the numbers of a column were computed.

    >>> how("mean", "en")
    'mean of outcome less target; clustered errors'
    """
    return pick(lang, *HOW[name])


_VERDICT = {
    True: ("在5%水平上显著", "significant at the 5% level"),
    False: ("在5%水平上不显著", "not significant at the 5% level"),
}


def word(code: str, lang: str) -> str:
    """Return a code of the frames in words.

    >>> word("about", "zh"), word("step city", "en")
    ('左右', 'Cities against their province')
    """
    return pick(lang, *WORDS.get(code, (code, code)))


def say(key: str, lang: str, **pieces: object) -> str:
    """Return a sentence with its pieces, escaped unless they are markup, as numbers of `shown` are.

    >>> say("shift none", "en", level="Provinces")
    'Provinces: too few areas with targets at both ends for a change.'
    """
    return str(Markup(escape(pick(lang, *SAY[key]), quote=False)).format(**pieces))


def tell(e: Estimate, lang: str, *, decimals: int = 2, size: bool = False, of: float = 1.0, unit: str = "") -> str:
    """Return an estimate with its interval; ``of`` scales it, ``size`` takes the sign off a number that falls.

    >>> tell(Estimate(-0.53, -1.58, 0.52, 1154), "en"), tell(Estimate(-0.53, -1.58, 0.52, 9), "zh", size=True)
    ('−0.53 (−1.58 to 0.52)', '0.53（−0.52至1.58）')
    """
    if not e.known:
        return pick(lang, "样本太小", "sample too small")
    turn = -of if size and e.value < 0 else of
    ends = sorted((e.low * turn, e.high * turn))
    value, low, high = (format_number(v, lang, decimals=decimals) + unit for v in (e.value * turn, *ends))
    return pick(lang, f"{value}（{low}至{high}）", f"{value} ({low} to {high})")


def shown(text: str, e: Estimate, how: str, lang: str) -> Markup:
    """Return an estimate in words with how it was computed and from how many rows, for a sentence.

    >>> print(shown("0.5", Estimate(0.5, 0.1, 0.9, 40), "share", "en"))
    <span class="computed" data-formula="share of rows; Wilson interval on the clustered sample" data-inputs="n = 40">0.5</span>
    """
    return Markup(computed(text, pick(lang, *HOW[how]), sample(e, lang)) if e.known else escape(text))


def percent(e: Estimate, lang: str) -> str:
    """Return a share in % with its interval.

    >>> percent(Estimate(0.396, 0.24, 0.58, 1620), "en")
    '40% (24% to 58%)'
    """
    return tell(e, lang, decimals=0, of=100, unit="%")


def sample(e: Estimate, lang: str) -> str:
    """Return the size of a sample: rows, and clusters by kind.

    >>> sample(Estimate(1, 0, 2, 1964, {"parent": 27, "period": 24}), "en")
    'n = 1,964; 27 provinces, 24 years'
    """
    told = [f"{count}{word(name, lang)}" for name, count in e.clusters.items()]
    n = format_number(e.n, lang)
    return pick(lang, f"{n}对、" + "、".join(told), f"n = {n}; " + ", ".join(told)).strip("、; ")


def verdict(e: Estimate, lang: str, null: float = 0.0) -> str:
    """Say whether an interval leaves a value out.

    >>> verdict(Estimate(0.96, 0.8, 1.1, 9), "en", 1)
    'not significantly different from 1'
    """
    if null == 0:
        return pick(lang, *_VERDICT[e.excludes()])
    zh, en = (
        ("有显著差别", "significantly different from")
        if e.excludes(null)
        else ("没有显著差别", "not significantly different from")
    )
    return pick(lang, f"与{null:g}{zh}", f"{en} {null:g}")


def of_unit(rate: bool, lang: str) -> str:
    """Return what distances are measured in."""
    return pick(lang, "个百分点" if rate else "%（对数差）", "points" if rate else "log points")


def one_of(rate: bool, lang: str) -> str:
    """Return one unit of distance."""
    return pick(lang, "一个百分点" if rate else "1%", "a point" if rate else "1%")


def span(first: float, last: float, lang: str) -> str:
    """Return years from first to last.

    >>> span(2003, 2026, "en"), span(2003, 2003, "zh")
    ('2003–2026', '2003')
    """
    if math.isnan(first) or first == last:
        return f"{first:g}"
    return f"{first:g}{pick(lang, '—', '–')}{last:g}"
