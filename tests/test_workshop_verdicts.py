"""What is said of answers that students give: right ones in every form, wrong ones of every kind, each with its verdict.

An answer is an expression as in the sessions' files. What is expected is ``right``, ``blank``, a code of ``words.yaml`` (what is
off), or the name of a typical mistake.
"""

from __future__ import annotations

import math
from collections import Counter

import pytest

from xclib.workshop.answers import REPORT, check, evaluate, find_question

#: Right answers, in the forms in which they come.
RIGHT = """
0.q1 | 6; len(towns)
0.q2 | "answers"; "a"; "Ａ"
0.q4 | outcomes; outcomes.iloc[::-1]; outcomes.reset_index(drop=True); towns.query("status == 'actual'")
0.q5 | small; towns[(towns["revenue"] < 100) & (towns["status"] == "target")]
0.q6 | "DCA"; "dca"; "D, C, A"; ["D", "C", "A"]; ("d", "c", "a"); pd.Series(list("DCA")); np.array(list("DCA")); "ＤＣＡ"; "D-C-A"
0.q7 | outcomes["growth"].mean(); 4.97; 4.967; (4.9 + 6.2 + 3.8) / 3
2.p1 | "DBA"; list("dba"); "D → B → A"
2.f1 | lambda a, b: np.array([min(x / y for x in a for y in b), max(x / y for x in a for y in b)]).tolist()
2.f1 | lambda a, b: pd.Series([min(x / y for x in a for y in b), max(x / y for x in a for y in b)])
2.f1 | lambda a, b: np.array([min(x / y for x in a for y in b), max(x / y for x in a for y in b)])
2.f1 | lambda a, b: [min(x / y for x in a for y in b), max(x / y for x in a for y in b)]
1.q1 | len(town); float(len(town)); np.int64(len(town)); np.array([len(town)]); pd.Series([len(town)]); [len(town)]
1.q1 | __import__("decimal").Decimal(len(town)); __import__("fractions").Fraction(len(town)); pd.DataFrame({"n": [len(town)]})
1.q3 | revenue["value"] / 1e9; revenue["value"] / 1e8 / 10; pd.Series([revenue["value"]]) / 1e9; np.float32(revenue["value"] / 1e9)
1.q4 | (growth["low"], growth["high"]); [growth["low"], growth["high"]]; np.array([growth["low"], growth["high"]])
1.q4 | pd.Series([growth["low"], growth["high"]]); pd.Interval(growth["low"], growth["high"]); growth
1.q4 | {"low": growth["low"], "high": growth["high"]}; pd.DataFrame([growth])[["low", "high"]]; growth[["low", "high"]]
1.q4 | __import__("xclib.model.figure").model.figure.Interval(growth["low"], growth["high"])
1.q5 | (0, 5.5); (0.0, 5.5); [0, 5.5]; pd.Interval(0, 5.5, closed="both")
1.q6 | "unknown"; "Unknown"; " UNKNOWN "; "'unknown'"; "“unknown”"; "C"; "c"; "Ｃ"; ["unknown"]
1.q7 | figures[(figures["status"] == "target") & (figures["measure"] == "growth")]
1.q7 | figures.query('status == "target" and measure == "growth"')["figure_id"]
1.q7 | set(figures.query('status == "target" and measure == "growth"')["figure_id"])
1.q7 | figures.query('status == "target" and measure == "growth"').set_index("figure_id").index
1.q8 | lambda text: float(text.rstrip("万亿")) * 10 ** (4 * text.count("万") + 8 * text.count("亿"))
2.q1 | 4; 4.0; (104 / 100 - 1) * 100
2.q2 | "product"; "B"; "PRODUCT"
2.q3 | 104 / 100 * 49 / 50; 5096 / 5000; 1.0192
2.q4 | (flat.low, None); (flat.low, flat.high)
2.q5 | (nominal.low, math.inf); (nominal.low, None); (round(nominal.low, 3), None); (round(nominal.low, 6), math.inf); nominal
2.q6 | (deflator.low, deflator.high); (round(deflator.low, 4), float("inf")); (deflator.low, None)
2.q7 | "unknown"; "c"
2.q8 | joined; list(joined); {float(y) for y in joined}; pd.Series(sorted(joined)); np.array(sorted(joined)); tuple(sorted(joined))
2.q8 | {str(y) for y in joined}
2.q9 | (aimed.low, None); (aimed.low, aimed.high)
3.q2 | 0; 0.0; np.int64(0)
3.q4 | (before.low, before.high); pd.Interval(before.low, before.high)
3.q6 | ((now / then) ** 0.5 - 1) * 100; round(((now / then) ** 0.5 - 1) * 100, 2)
3.q9 | lambda part, whole: [part[0] / whole[1] * 100, min(part[1] / whole[0] * 100, 100)]
4.q1 | ["a", "e"]; {"e", "a"}; ("E", "A"); pd.Series(["a", "e"])
4.q2 | (pairs["grade"] == "false").mean() * 100; round((pairs["grade"] == "false").mean() * 100)
4.q5 | 96; 96.0; 100 * 0.8 * 1.2
4.q6 | both ** 0.5 * 100 - 100; round(both ** 0.5 * 100 - 100, 2)
4.q7 | two.assign(average=(1 + two[2020] / 100) * (1 + two[2021] / 100)).nlargest(3, "average")
4.q7 | two.assign(average=(1 + two[2020] / 100) * (1 + two[2021] / 100)).nlargest(3, "average").index
4.q7 | two.assign(average=(1 + two[2020] / 100) * (1 + two[2021] / 100))["average"].nlargest(3)
5.q3 | 40; 40.0
5.q6 | math.floor(crossed) + 1; float(math.floor(crossed) + 1)
6.q2 | (both[last] - both[first]).mean(); round((both[last] - both[first]).mean(), 2)
6.q4 | by_year.bse[1]; round(by_year.bse[1], 3)
7.q1 | 20; 20.0; np.int64(20)
7.q3 | {1: True, 2: False, 3: True, 4: True, 5: np.True_}; {1.0: True, 2.0: True, 3.0: True, 4.0: True, 5.0: False}
7.q6 | brief[brief["session"].isin([1, 2, 4, 5])]; brief.assign(session=[1, 2, 4, 4, 6, 6]); brief.assign(session=brief["session"].astype(float))
"""

#: Wrong answers, and those that are none.
WRONG = """
0.q1 | names-counted | 7
0.q1 | last-label | 5; towns.index[-1]
0.q1 | columns | 4
0.q1 | many | towns; towns.index; range(6)
0.q1 | uncalled | towns.count
0.q1 | both-counts | towns.shape; (6, 4)
0.q3 | equal-taken-for-more | "three"; "b"
0.q3 | option | 2; "2"
0.q4 | condition-alone | towns["status"] == "actual"; towns.status.eq("actual")
0.q4 | promises | targets
0.q4 | column-cut | outcomes["town"]
0.q4 | counted | 3; len(outcomes); (towns["status"] == "actual").sum()
0.q4 | not-frame | ["Yunze", "Guoling", "Heshan"]; outcomes["town"].tolist()
0.q4 | rows | towns
0.q4 | empty | towns[towns["status"] == "Actual"]
0.q4 | others | towns[towns["growth"] > 5]
0.q4 | columns | outcomes[["town", "growth"]]
0.q5 | either | towns[(towns["status"] == "target") | (towns["revenue"] < 100)]
0.q5 | one-condition | towns[towns["revenue"] < 100]
0.q6 | condition-for-rows | "BCA"; "bca"
0.q6 | both | "BDCA"; "DBCA"; ["D", "B", "C", "A"]
0.q6 | backwards | "ACD"
0.q6 | place | "DAC"; "CDA"
0.q6 | lines | "DC"; "A"; "DCAA"
0.q6 | not-order | "XYZ"; 123; {"D", "C", "A"}; "fast"; True
0.q7 | all-rows | towns["growth"].mean()
0.q7 | many | outcomes["growth"]
0.q7 | uncalled | outcomes["growth"].mean
0.q7 | off | 4.9; 4.0
0.q7 | weighted | 4.77; 4.774
0.q7 | geometric | 4.962
0.q7 | rounded | 5; 5.0; 4.966
2.p1 | not-crossed | "CBA"; "C"; "CBE"
2.p1 | both | "CDBA"
2.p1 | first-and-last | "DBE"
2.p1 | ends-before-percent | "DAB"
2.p1 | place | "BDA"; "ABD"
2.p1 | lines | "DB"
2.p1 | not-order | "1, 2"; {"D", "B", "A"}
2.f1 | first-and-last | lambda a, b: (a[0] / b[0], a[1] / b[1])
2.f1 | crossed-by-rule | lambda a, b: (a[0] / b[1], a[1] / b[0])
2.f1 | nothing | lambda a, b: [None][0]
2.f1 | not-function | (2, 6)
2.f1 | case | lambda a, b: sorted([a[0] / b[1], a[0] / b[0]])
1.q1 | not-number | "seven"; object(); 1 + 2j; b"7"
1.q1 | quoted | "7"; " 7 "; "7.0"
1.q1 | truth | True; False; np.True_
1.q1 | many | [1, 2]; pd.Series([1, 2]); town; {"n": 7}; {7}
1.q1 | uncalled | len; town.count
1.q1 | nan | math.nan; pd.NA; np.nan
1.q1 | blank | ...; None; ""; "..."; [...]
1.q1 | years-counted | len(town) + 2; 50
1.q1 | targets-left-out | (town["status"] == "actual").sum()
1.q2 | truth | True
1.q2 | none | 0
1.q2 | every-bound | (town["bound"] != "=").sum()
1.q3 | yi-is-billion | revenue["value"] / 1e8
1.q3 | plain-yuan | revenue["value"]
1.q3 | digits-dropped | round(revenue["value"] / 1e9, 1); round(revenue["value"] / 1e9)
1.q3 | quoted | str(revenue["value"] / 1e9); "45.27 %"
1.q3 | off | 0; -revenue["value"] / 1e9; math.inf
1.q3 | many | figures["value"]
1.q4 | unordered | {growth["low"], growth["high"]}; frozenset({growth["low"], growth["high"]})
1.q4 | not-pair | growth["value"]; "4.85 to 4.95"; (1, 2, 3); {"from": 1, "to": 2}; lambda: (1, 2)
1.q4 | quoted | (str(growth["low"]), growth["high"])
1.q4 | truth | (True, growth["high"])
1.q4 | turned | (growth["high"], growth["low"])
1.q4 | exact | (growth["value"], growth["value"])
1.q4 | whole-step | (growth["value"] - step, growth["value"] + step)
1.q4 | cut-off | (growth["value"], growth["value"] + step)
1.q4 | percent-as-fraction | (growth["low"] / 100, growth["high"] / 100)
1.q4 | low | (0, growth["high"])
1.q4 | high | (growth["low"], 100); (growth["low"], None)
1.q4 | blank | (..., ...); (None, None); (growth["low"], ...)
1.q5 | below-zero | (None, 5.5); (-math.inf, 5.5)
1.q5 | wrong-way | (5.5, math.inf); (5.5, None)
1.q5 | value | (5.5, 5.5)
1.q5 | plus-or-minus | (-5.5, 5.5)
1.q5 | half-step-added | (0, 5.55)
1.q5 | unordered | {0, 5.5}
1.q5 | not-number | (0, "inf percent"); (0, "five")
1.q5 | unlimited | (0, "inf"); (0, "∞")
1.q6 | floor-as-value | "yunzhou"; "YUNZHOU"; "b"
1.q6 | more-than-as-larger | "qinglan"; "A"
1.q6 | option | "neither"; 3; True; "D"; ["unknown", "qinglan"]
1.q7 | empty | figures[figures["status"] == "Target"]; figures[figures["status"] == False]; figures.head(0); []; set()
1.q7 | outcomes | figures[(figures["status"] == "actual") & (figures["measure"] == "growth")]
1.q7 | percent-as-growth | figures[(figures["status"] == "target") & (figures["unit"] == "%")]
1.q7 | condition-alone | (figures["status"] == "target") & (figures["measure"] == "growth")
1.q7 | counted | 5; len(figures)
1.q7 | not-set | "figures"; {"a": 1}; 3.5
1.q7 | members | ["x"]; figures.head(1)
1.q8 | not-function | 3; "to_number"; 16000.0
1.q8 | printed | lambda text: print(float(text.rstrip("万亿")))
1.q8 | nothing | lambda text: [].append(float(text.rstrip("万亿")))
1.q8 | no-multiple | lambda text: float(text.rstrip("万亿"))
1.q8 | last-only | lambda text: float(text.rstrip("万亿")) * {"万": 1e4, "亿": 1e8}.get(text[-1], 1)
1.q8 | raises | lambda text: exit(); lambda text: 1 / 0; lambda: 3; lambda text: text.nothing
1.q8 | case | lambda text: 923; lambda text: text; lambda text: str(float(text.rstrip("万亿"))); lambda text: True
1.q8 | blank | lambda text: None; lambda text: ...
2.q1 | nominal | town_nominal
2.q1 | prices | town_price
2.q1 | fraction | 0.04
2.q1 | factor | 1.04
2.q1 | index | 104
2.q1 | off | 4.004; 3.996
2.q1 | quoted | "4"; "4%"
2.q2 | sum | "sum"; "A"
2.q2 | neither | "neither"; "c"
2.q3 | summed | 1.02
2.q3 | real | 1.04
2.q3 | off | 1.0193; 1.019
2.q3 | price-only | 0.98
2.q4 | growth-as-point | (level["low"] / (1 + growth["value"] / 100), None)
2.q4 | not-crossed | (level["low"] / (1 + growth["low"] / 100), None)
2.q4 | value | (level["value"] / (1 + growth["value"] / 100),) * 2
2.q4 | unordered | {flat.low, math.inf}
2.q5 | bound-as-value | (nominal_printed, nominal_printed)
2.q5 | not-crossed | ((level["low"] / past["low"] - 1) * 100, None)
2.q4 | in-yi | (flat.low / 1e8, None); (flat.low / 1e9, math.inf)
2.q4 | low | (0, math.inf); (level["value"], None)
2.q4 | not-pair | (1, 2, 3); flat.low
2.q4 | unlimited | (flat.low, "inf")
2.q5 | past-as-point | ((level["low"] / past["value"] - 1) * 100, None)
2.q5 | rounded | (round(nominal.low, 1), None)
2.q5 | fraction | (nominal.low / 100, math.inf)
2.q6 | subtracted | (qinglan.low - 4.95, math.inf)
2.q6 | subtracted-not-crossed | (qinglan.low - 4.85, None)
2.q6 | subtracted-points | (qinglan.low - 4.9, None)
2.q6 | real-as-point | (((1 + qinglan.low / 100) / 1.049 - 1) * 100, math.inf)
2.q6 | fraction | (deflator.low / 100, None)
2.q6 | factor | (deflator.low / 100 + 1, None)
2.q6 | bound-as-value | (((1 + qinglan_printed / 100) / 1.049 - 1) * 100,) * 2
2.q7 | from-the-floor | "down"; "B"
2.q7 | option | "unsure"
2.q8 | earlier-of-two | {y - 1 for y in joined}
2.q8 | too-many | joined | {1999}
2.q8 | not-set | 2021; "2021"; {2021: True}
2.q8 | empty | set(); []
2.q9 | level-as-point | (level["value"] * (1 + target["low"] / 100), level["value"] * (1 + target["high"] / 100))
2.q9 | from-last-year | (past["low"] * (1 + target["low"] / 100), past["high"] * (1 + target["high"] / 100))
3.q1 | option | "county"; 2
3.q2 | truth | True; False
3.q3 | fraction | (ratio.low, ratio.high)
3.q4 | turned | (revenue["low"] / (1 + growth["low"] / 100), revenue["high"] / (1 + growth["high"] / 100))
3.q4 | in-yi | (before.low / 1e8, before.high / 1e8)
3.q4 | turned | (before.high, before.low)
3.q5 | growing-so-rising | "up"
3.q5 | levels-needed | "unknown"
3.q6 | mean-of-rates | ((between / then - 1) + (now / between - 1)) / 2 * 100
3.q6 | halved | (now / then - 1) / 2 * 100
3.q6 | off | -3
3.q6 | sign | -((now / then) ** 0.5 - 1) * 100
3.q7 | real-growth-point | (growth["value"] / real["value"],) * 2
3.q9 | no-cap | lambda part, whole: (part[0] / whole[1] * 100, part[1] / whole[0] * 100)
3.q9 | one-number | lambda part, whole: part[0] / whole[1] * 100
3.q9 | printed | lambda part, whole: print(part[0] / whole[1] * 100)
3.q9 | case | lambda part, whole: {part[0] / whole[1] * 100, min(part[1] / whole[0] * 100, 100)}
4.q1 | stock-with-flow | ["a", "b", "e"]
4.q1 | too-strict | ["a"]; {"e"}
4.q1 | not-set | "ae"; "a, e"
4.q2 | truth-for-text | (pairs["grade"] == False).mean() * 100; 0
4.q2 | count | (pairs["grade"] == "false").sum()
4.q2 | fraction | (pairs["grade"] == "false").mean()
4.q2 | off | round((pairs["grade"] == "false").mean() * 100, -1) + 5; (pairs["grade"] == "false").mean() * 100 + 0.55
4.q3 | same-only | scorecard.weigh(pairs, ["same"])["ratio"].astype(float).median()
4.q3 | mean | ratios.mean()
4.q3 | uncalled | ratios.median
4.q4 | cap-as-forecast | "higher"
4.q5 | cancels-out | 100
4.q5 | off | 96.005
4.q6 | arithmetic-mean | (growth[2020] + growth[2021]) / 2
4.q6 | halved-total | (both - 1) * 50
4.q6 | fraction | both ** 0.5 - 1
4.q6 | off | round(both ** 0.5 * 100 - 100, 1) - 0.02; 3.41
4.q6 | one-off-a-hundred | both ** 0.5 * 100 - 1
4.q7 | not-set | two.index[0]
4.q7 | by-2021 | two.nlargest(3, 2021).index; two.nlargest(3, 2021)
4.q8 | met-only | 0
4.q8 | truth | True; False
4.q8 | many | audited[audited["kind"].isin(["met", "missed"])]; counts
5.q1 | both-rounded | (air["gap"].low - half, air["gap"].high + half)
5.q1 | exact | (air["gap"].value, air["gap"].value)
5.q3 | equal-weights | 36
5.q3 | off | 40.005
5.q4 | all-years | (trend.low, trend.high)
5.q4 | slope-only | (recent.value, recent.value)
5.q5 | confidence | (coming["mean_ci_lower"], coming["mean_ci_upper"])
5.q6 | year-before | math.floor(crossed)
5.q7 | times-hundred | curve.params["period"] * 100
5.q8 | ignored | "fine"; "C"
5.q9 | own-change | -6
6.q1 | nobody-moved | 0
6.q1 | turned | 3
6.q2 | other-areas | wide[last].mean() - wide[first].mean()
6.q3 | slope-for-error | "same"
6.q4 | no-clusters | plain.bse["aim"]
6.q4 | by-area | by_area.bse[1]
6.q4 | off | by_year.bse[1] * 1.008; round(by_year.bse[1], 1)
6.q5 | pooled | plain.params["aim"]
6.q6 | luck-evens-out | "below"
6.q7 | fraction | targeted["round"].mean() - achieved["round"].mean()
6.q8 | provinces | steps.loc[steps["step"] == "province", "gap"].mean()
6.q8 | uncalled | cities["gap"].mean
7.q1 | off | True
7.q1 | quoted | "20"
7.q1 | nothing | 0; -3
7.q1 | fraction | 20.5
7.q1 | unlike | pd.DataFrame(); [1, 2]
7.q2 | text | whole
7.q2 | table | xc.read(whole.encode(), area="云泽市", year=2031).table
7.q3 | no-such-figure | {1: True, 2: True, 3: True, 4: True, 400: True}; {0: True, 1: True, 2: True, 3: True, 4: True}
7.q3 | few | {1: True}; {}
7.q3 | without-verdict | [1, 2, 3, 4, 5]; {1, 2, 3, 4, 5}
7.q3 | words | {1: "True", 2: "True", 3: "True", 4: "True", 5: "True"}
7.q3 | off | {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}; {"1": True, "2": True, "3": True, "4": True, "5": True}
7.q4 | nothing-corrected | xc.read(whole.encode(), area="云泽市", year=2031)
7.q4 | idle | xc.read(whole.encode(), area="云泽市", year=2031).correct(1, number="286亿", reason="erratum")
7.q4 | no-reason | xc.read(whole.encode(), area="云泽市", year=2031).correct(1, number="287亿", reason="  ")
7.q5 | unknown | "云泽市"
7.q6 | sessions-quoted | brief.assign(session=[str(n) for n in range(1, 7)])
7.q6 | no-source | brief.assign(source=" ")
7.q6 | sessions-lacking | brief.tail(3); brief[brief["session"] != 4]
7.q6 | no-such-session | brief.assign(session=[0, 1, 2, 3, 4, 5]); brief.assign(session=[1, 2, 4, 5, 6, 7])
7.q6 | nothing-found | brief.assign(low=None, high=None)
7.q6 | points-only | brief.assign(high=brief["low"])
"""


def rows(table: str, parts: int) -> list[tuple[str, ...]]:
    """The answers of a table, one a row."""
    split = [tuple(part.strip() for part in line.split(" | ", parts - 1)) for line in table.strip().split("\n")]
    return [(*head, answer.strip()) for *head, answers in split for answer in answers.split("; ")]


def judge(question: str, expression: str):
    session, asked = find_question(question)
    of = evaluate(session, asked.of, REPORT) if asked.of else None
    # Not from the cache: a reading that an earlier answer corrected is not this one.
    given = evaluate(session, f"(lambda: ({expression}))()", REPORT)
    return check(question, given, of=of, lang="en")


@pytest.mark.parametrize(("question", "answer"), rows(RIGHT, 2))
def test_what_is_right_is_accepted_in_every_form(question: str, answer: str) -> None:
    assert judge(question, answer).state == "right"


@pytest.mark.parametrize(("question", "expected", "answer"), rows(WRONG, 3))
def test_what_is_wrong_gets_its_verdict(question: str, expected: str, answer: str) -> None:
    verdict = judge(question, answer)
    said = verdict.mistake or verdict.code or verdict.state
    assert (said, verdict.state != "right") == (expected, True), verdict


def test_the_table_is_long_and_of_every_kind() -> None:
    wrong = rows(WRONG, 3)
    counts = Counter(find_question(question)[1].rules.kind for question, *_ in wrong)
    print(len(rows(RIGHT, 2)), len(wrong), counts)
    assert len(wrong) >= 150
    assert min(counts[kind] for kind in ("number", "interval", "set", "frame", "choice", "order", "function", "property")) >= 10


def test_no_verdict_counts_rows_for_the_student() -> None:
    assert "6" not in str(judge("0.q1", "towns")).replace("0.q1", "")


class Hostile:
    """An answer that breaks whatever looks at it."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __len__(self) -> int:
        raise RuntimeError

    __hash__ = None


@pytest.mark.parametrize("number", range(8))
def test_a_check_never_raises_whatever_it_is_given(number: int) -> None:
    from xclib.workshop.answers import read_sessions

    odd = [
        Hostile(),
        object,
        type,
        range(5),
        iter([1]),
        b"",
        {},
        math.nan,
        10**400,
        "١",
        lambda *a: a[99],
        [[1, 2], [3]],
        Ellipsis,
    ]
    for question in read_sessions()[number].questions.values():
        for answer in odd:
            assert check(question.id, answer, lang="en").state != "right", (question.id, answer)


def test_a_broken_environment_is_no_lack_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    from xclib.workshop import answers

    def broken(*_: object) -> None:
        raise ImportError("no module")

    monkeypatch.setattr(answers, "evaluate", broken)
    verdict = check("1.q3", 1, lang="en")
    assert verdict.state == "broken"
    assert "xclib doctor" in str(verdict)
    monkeypatch.setattr(answers, "evaluate", lambda *_: {}["absent"])
    assert check("1.q3", 1).state == "broken"
