"""How numbers were computed, in Chinese and English: one line a method, beside the number on a page.

`derived` and `estimates` give it in English as the ``basis`` of what they return; here is the Chinese of each.
"""

from __future__ import annotations

import re

from xclib.model.wording import pick

#: What is left open around a number that a source prints.
ROUNDING = "printed number ± half a unit of its last digit"
ABOUT = "what the words beside the printed number leave open, by convention"
BOUND = "the end that the words beside the printed number set"
LEFT_OPEN = (ROUNDING, ABOUT, BOUND)
#: What a reader of a notebook may set.
PARAMETER = "parameters of this brief, an assumption and no estimate"
NAIVE = "level / (1 + real growth), which would hold at unchanged prices only"
OLS_LINE = "ordinary least squares of value on year; 95% interval by Student's t"
OLS_LOG = "ordinary least squares of the logarithm of value on year: exp(slope) − 1; 95% interval by Student's t"
WITHOUT_ONE = "the same line without one year each: least and greatest slope"
SIGN = "exact two-sided binomial test of even odds, ties left out"
SET = "set − outcome"
CITY = "own value − value of the city in the same year"
USED = "outcome / figure set"
QUARTILES = "median and quartiles of the values printed in the corpus"
MEDIAN_RATIO = "median of promised / delivered over the pairs counted; its ends are the medians of the ends"
PREDICTED = "the fitted line at that year; 95% interval of a single observation, no forecast"
OFF = "outcome − target"
RATIO = "promised / delivered"
CLAIMED = "said to be met / all, as the report counts them"
LISTED = "indicators of the list whose rows all have a number"
CHANGE = "promised / delivered − 1; of rates promised − delivered"
DEFLATED = "(1 + income growth) / (1 + rise of consumer prices) − 1"
SPANNED = "least and greatest of the sources that state the year"
SUM = "sum of the parts"
VERDICT = "pairs whose promise surely lies below, at or above what was delivered"
OF_OWN = "amount / own revenue of the year"
OPEN = "what rounding, and words such as about or at least, leave open around the printed number"
PLACE = "areas of the sample that surely lie on each side, and those that rounding and words leave open"
DURBIN = "Durbin-Watson statistic of the residuals: near 2 without serial correlation"
TWO_FITS = "difference of the two fits"
COUNTED = "rows of the plan table that have a number of their own"
SHARE = "share of rows; Wilson interval on the clustered sample"
BOOTSTRAP = "share of rows; bootstrap of whole provinces"
TIMES = "count / count of a smooth distribution with heaps at round distances; bootstrap of whole provinces"
MEANS = "mean of yearly means"
BOUNDS = "missed among all targets: none, and then all, of those whose outcome is not known"
SHIFT = "means of the years before and since the shift that least squares dates"
NAMED = "median and quartiles of the numbers that targets of the year name"
FLOW = "(1 + real growth) × (1 + change of prices) − 1"
#: Of revenue: what a comparable basis is taken to adjust, and what a ratio takes from where.
ADJUSTED = "base × (1 + comparable growth); assumes that the basis adjusts its year and not the year before"
LESS_BOOKED = "comparable level − level as booked; same assumption"
OVER_ADJUSTED = "level / comparable level − 1; same assumption, and nothing of the kind to adjust this year"
BUOYANCY_TWO = (
    "mean growth of revenue over two years / the same of GDP at constant prices: free of last year's base, prices are in it"
)
BY_BUOYANCY = "growth of output × buoyancy"
ONE_PAGE = "growth of revenue / growth of output, both from one page"
PART_ASSUMED = "part / whole; assumes that the one is part of the other"
ENDS = "lowest and highest of the years"
POINTS = "difference of two rates; its ends are those of the intervals: low − high to high − low"

_ZH = {
    ROUNDING: "印出的数，末位上下各半个单位",
    ABOUT: "印出的数连同“左右”“近”等字按约定留出的范围",
    BOUND: "印出的数旁的字所定的一端",
    BY_BUOYANCY: "产出增速 × 弹性",
    "nominal revenue growth / nominal GDP growth": "名义收入增速 ÷ 名义GDP增速",
    "nominal revenue growth / GDP growth at constant prices: prices are in the ratio":
        "名义收入增速 ÷ 不变价GDP增速，比值含价格",
    ADJUSTED: "基数 ×（1＋同口径增速）；假定同口径只调整当年，不调整基数",
    LESS_BOOKED: "同口径水平 − 入库水平；同一假定",
    OVER_ADJUSTED: "水平 ÷ 同口径水平 − 1；同一假定，且本年无同类调整",
    BUOYANCY_TWO: "收入的两年平均增速 ÷ 不变价GDP的两年平均增速：不受上年基数影响，比值含价格",
    PART_ASSUMED: "部分 ÷ 全体；假定后者包括前者",
    ENDS: "各年的最低与最高",
    FLOW: "（1＋不变价增速）×（1＋价格变动）− 1",
    PARAMETER: "本简报的参数，是假定，不是估计",
    "(1 + real) × (1 + deflator) - 1": "（1＋不变价增速）×（1＋平减指数变动）− 1",
    POINTS: "两率相减；两端取自区间：低减高，至高减低",
    "level / last year's level - 1, at current prices": "本年水平 ÷ 上年水平 − 1，按现价",
    "(1 + nominal) / (1 + real) - 1": "（1＋现价增速）÷（1＋不变价增速）− 1",
    "part / whole": "部分 ÷ 全体",
    "level / (1 + growth), both nominal": "水平 ÷（1＋增速），均为名义",
    "base × (1 + growth)": "基数 ×（1＋增速）",
    "level / ((1 + real growth) × (1 + deflator))": "水平 ÷［（1＋不变价增速）×（1＋平减指数变动）］",
    NAIVE: "水平 ÷（1＋不变价增速），只在价格不变时成立",
    "last year's level × (1 + real growth)": "上年水平 ×（1＋不变价增速）",
    "index of the year after / (1 + growth)": "后一年指数 ÷（1＋增速）",
    ONE_PAGE: "收入增速 ÷ 产出增速，两数出自同一页",
    "amount / resident population": "数额 ÷ 常住人口",
    "(last / first)^(1 / years) − 1": "（末年 ÷ 首年）^（1/年数）− 1",
    "product of (1 + growth) to the power 1 / years, − 1": "各年（1＋增速）之积 ^（1/年数）− 1",
    "share × (1 − (1 + growth of the whole) / (1 + growth of the part))": "占比 ×［1 −（1＋全体增速）÷（1＋部分增速）］",
    "outcome − requirement": "实际值 − 要求",
    "outcome / requirement − 1": "实际值 ÷ 要求 − 1",
    SET: "所定的数 − 实际值",
    SHARE: "行数的占比；聚类样本的Wilson区间",
    BOOTSTRAP: "占比；整省抽样的自助法",
    TIMES: "个数 ÷ 平滑分布（含整数处的堆积）的个数；整省抽样的自助法",
    MEANS: "各年平均数的平均",
    BOUNDS: "未达到的占全部目标：实际值不明的全不算，再全算",
    SHIFT: "最小二乘所定的转折前后各年的平均",
    NAMED: "当年各地目标所列的数的中位数与四分位数",
    USED: "实际值 ÷ 所定的数",
    CITY: "本地的值 − 全市同年的值",
    RATIO: "承诺 ÷ 完成",
    CLAIMED: "完成的项数 / 全部项数，报告自计",
    LISTED: "清单中各行都有数字的指标",
    OFF: "实际值 − 目标",
    CHANGE: "承诺 ÷ 完成 − 1；比例为承诺 − 完成",
    DEFLATED: "（1＋收入增速）÷（1＋消费价格涨幅）− 1",
    SPANNED: "载有该年的各来源中最低与最高",
    SUM: "各部分之和",
    VERDICT: "承诺确定低于、等于、高于完成的各有几对",
    OF_OWN: "金额 ÷ 当年本级收入",
    OPEN: "印出的数因四舍五入和“左右”“以上”等字留出的范围",
    MEDIAN_RATIO:
        "所计各对的承诺 ÷ 完成，取中位数；两端是各对两端的中位数",
    OLS_LINE:
        "普通最小二乘：值对年份；95%区间用t分布",
    OLS_LOG:
        "普通最小二乘：值的对数对年份，exp(斜率)−1；95%区间用t分布",
    WITHOUT_ONE: "逐一去掉一年再拟合：斜率的最小与最大",
    PLACE: "样本中确定在两边的地区数，连同舍入和措辞分不出的",
    QUARTILES: "语料中印出的值的中位数与四分位数",
    "outcome − target, the largest in size": "实际值减目标，绝对值最大的一年",
    "lowest and highest of the years that can be computed": "可算各年的最低与最高",
    SIGN: "精确的双侧二项检验：两边各半，持平的不计",
    PREDICTED: "拟合线在该年的值；95%区间是单个观测的，不是预测",
    DURBIN: "残差的德宾—沃森统计量：没有序列相关时接近2",
    TWO_FITS: "两种拟合之差",
    COUNTED: "计划表中有自己的数字的行数",
    "1 + growth / 100": "1＋增速 ÷ 100",
    "requests / resident population": "件数 ÷ 常住人口",
}  # fmt: skip


def explain(basis: str, lang: str) -> str:
    """Return how a number was computed in the language of a page; a basis that is not listed stays as it is.

    Examples
    --------
    >>> explain("part / whole", "zh"), explain("part / whole", "en")
    ('部分 ÷ 全体', 'part / whole')
    """
    if fitted := _FITTED.fullmatch(basis):
        errors = fitted[2]
        for english, chinese in _ERRORS.items():
            errors = errors.replace(english, chinese)
        return pick(lang, f"普通最小二乘：{fitted[1]}；{errors}标准误，95%区间", basis)
    return pick(lang, _ZH.get(basis, basis), basis)


#: What kinds of errors are called; names of people and of columns stay.
_ERRORS = {
    "classical": "经典",
    "wild bootstrap": "野自助聚类",
    "block bootstrap": "分块自助",
    " and clustered": "与聚类",
    "clustered": "聚类",
}
_FITTED = re.compile("ordinary least squares: (.+); 95% interval, (.+) errors")


def least_squares(formula: str, errors: str) -> str:
    """Return the basis of a term of a regression.

    >>> explain(least_squares("outcome ~ target", "HC3"), "zh")
    '普通最小二乘：outcome ~ target；HC3标准误，95%区间'
    """
    return f"ordinary least squares: {formula}; 95% interval, {errors} errors"


def left_open(bound: str) -> str:
    """Return what an interval around a printed number rests on, by the bound that its words set.

    >>> left_open("~") == ABOUT
    True
    """
    return {"=": ROUNDING, "~": ABOUT}.get(bound, BOUND)


def is_listed(basis: str) -> bool:
    """Whether a basis has its Chinese."""
    return basis in _ZH or bool(_FITTED.fullmatch(basis))
