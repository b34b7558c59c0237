"""The livelihood brief: fields of public service, services per head, the annex's indicators.

Frames in; frames, derived numbers and sentences out. A claim is chosen by the data, never fixed. Unemployment stands in
`livelihood_jobs`, what was delivered beside what is promised in `livelihood_pairs`, income in `livelihood_income`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

import pandas as pd

from xclib.economics import Derived, per_head
from xclib.figure import Interval
from xclib.formulas import left_open
from xclib.present import Html, link, reckoned, shown_label
from xclib.rows import records
from xclib.wording import format_bound, format_figure, format_interval, format_number, format_value, full_label, pick

Row = Mapping[str, Any]
TOPIC = "livelihood"
#: Fields of the brief: name in both languages and the words of a label that tell it; the first that matches counts.
FIELDS: dict[str, tuple[str, str, str]] = {
    "hotline": ("接诉即办", "Hotline", "诉求|综合成绩|热线"),
    "jobs": ("就业", "Jobs", "就业|失业|招聘|毕业生|技能人才|企业年金"),
    "elderly": ("养老", "Elderly care", "养老|助老|老年|老人|助餐|一键呼|康养|居家为老"),
    "childcare": ("托育", "Childcare", "托位|托育|婴幼儿"),
    "renewal": ("城市更新", "City renewal", "退租|老旧小区|电梯|简易楼|危旧|棚户|腾退"),
    "housing": ("住房", "Housing", "住房|公租房|保障房|安置房|回迁"),
    "streets": ("街巷与交通", "Streets, parking", "街巷|院落|胡同|道路|停车|车位|护栏|慢行|交通|小院"),
    "education": ("教育", "Education", "幼儿园|学校|学位|课后|教育|校园|通学|中小学"),
    "health": ("健康与食药", "Health, sport, food", "卫生|医|健身|体育|转诊|急救|呼叫响应|健康|食品|药品"),
    "community": ("社区服务", "Community", "便民|物业|业委会|党组织覆盖|议事厅|楼门院|民办实事|生活服务|社区|小区"),
    "relief": ("社会救助", "Social relief", "救助|救助金|低保|残疾"),
    "income": ("收入", "Income", "收入"),
    "assistance": ("支援协作", "Paired assistance", "支援协作|支援地区|协作地区|对口(?:支援|帮扶|协作)|东西部协作"),
    "other": ("其他", "Other", ""),
}
#: What is told per head: words of the label, its unit code, and per how many residents.
PER_HEAD = (
    ("热线诉求", "NR", 100),
    ("托位", "NR", 1000),
    ("家医团队签约|家庭医生签约", "PS", 100),
    ("登记失业人员实现就业", "PS", 1000),
)
#: Which statement of an outcome counts where there are several: the first that was published.
VINTAGES = ("first", "later", "undated", "expected")
VINTAGE_NAMES = {
    "first": ("次年公布", "published the year after"),
    "later": ("后来引用", "quoted later"),
    "undated": ("年份不明的来源", "undated source"),
    "expected": ("年底预计", "expected at the year's end"),
}


def plain(html: str) -> str:
    """Return the text of a sentence with links, for captions and terminals.

    >>> plain('<a href="https://a.example">5%</a> &lt; 6%')
    '5% < 6%'
    """
    return unescape(re.sub("<[^>]+>", "", html))


def note(*sentences: str) -> Html:
    """Return paragraphs for the reader; what a sentence takes from data must be escaped or made by `link`."""
    shown = [s for s in sentences if s]
    return Html("".join(f"<p>{s}</p>" for s in shown), "\n".join(map(plain, shown)) or " ")


def name_of(facts: pd.DataFrame, lang: str) -> str:
    """Return the name of the area that facts are about; empty without facts."""
    return str(facts.iloc[0][f"area_{lang}"]) if len(facts) else ""


def missing(zh: str, en: str, lang: str) -> str:
    """Say that the report does not state something.

    >>> missing("人口", "a population", "en")
    'The report does not state a population.'
    """
    return pick(lang, f"报告未载{zh}。", f"The report does not state {en}.")


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame."""
    return records(frame)


def field_of(label: str) -> str:
    """Return the field that a label belongs to; what is done for partner areas is of no field at home.

    >>> field_of("新增家庭养老床位"), field_of("高校毕业生就业率"), field_of("协作地区就业人数")
    ('elderly', 'jobs', 'assistance')
    """
    if re.search(FIELDS["assistance"][2], label):
        return "assistance"
    return next((code for code, (_, _, words) in FIELDS.items() if words and re.search(words, label)), "other")


def field_name(code: str, lang: str) -> str:
    """Return the name of a field.

    >>> field_name("jobs", "en")
    'Jobs'
    """
    return pick(lang, *FIELDS[code][:2])


def on_topic(figures: pd.DataFrame) -> pd.DataFrame:
    """Return a report's livelihood figures with their ``field``; parameters of rules are left out."""
    kept = figures[(figures["topic"] == TOPIC) & (figures["status"] != "rule")]
    stated = [str(s) + str(t) for s, t in zip(kept["scope"], kept["label"], strict=True)]
    written = kept["label_zh"] if "label_zh" in kept else pd.Series("", index=kept.index)
    # A person's fuller label may tell whom a number is about, which the printed one leaves out.
    away = [field_of(str(w)) == "assistance" for w in written]
    fields = ["assistance" if a else field_of(s) for a, s in zip(away, stated, strict=True)]
    return kept.assign(field=fields).reset_index(drop=True)


def label_of(row: Row, lang: str) -> str:
    """Return what a figure measures: the report's words, in English the translator's or the catalogue's."""
    return shown_label({"measure": "", **row}, lang)


def parent_of(area: str) -> str:
    """Return the code of the province or municipality that an area lies in.

    >>> parent_of("110102")
    '110000'
    """
    return f"{area[:2]}0000"


def told(row: Row, lang: str) -> str:
    """Return a figure in words; a rank as a rank."""
    if row.get("measure") == "rank":
        return pick(lang, f"居{row['number']}{row['unit']}", f"rank {row['value']:.0f}")
    return format_figure(row, lang)


def true_minus(printed: str) -> str:
    """Return a printed number with a true minus sign; the dash of a range stays.

    >>> true_minus("-1.1%"), true_minus("6%-6.5%")
    ('−1.1%', '6%-6.5%')
    """
    return re.sub(r"(?<![\d%])-(?=\d)", "−", printed)


def fact_words(row: Row, lang: str) -> str:
    """Return a fact of another page: as printed, in English with its bound in words.

    >>> fact_words({"value": 1.5, "bound": "<=", "unit_code": "PT", "as_printed": "1.5%以内"}, "en")
    'at most 1.5%'
    """
    if lang == "zh":
        return true_minus(str(row["as_printed"]))
    return format_bound(row["value"], row["bound"], {"PT": "%", "PS": "人", "CNY": "元"}.get(row["unit_code"], ""), lang)


def field_table(figures: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return what the report states in each field, delivered and promised; cells are HTML, each number a link."""
    out = []
    for code in FIELDS:
        part = figures[figures["field"] == code]
        sides = {"delivered": part[part["status"] == "actual"], "promised": part[part["status"] == "target"]}
        words = {
            k: pick(lang, "；", "; ").join(
                f"{escape(label_of(r, lang))} {link(told(r, lang), r['source_url'])}" for r in rows_of(f)
            )
            for k, f in sides.items()
        }
        if len(part):
            out.append({"field": escape(field_name(code, lang))} | {k: v or "–" for k, v in words.items()})
    return out


def field_sentence(figures: pd.DataFrame, field: str, lang: str) -> str:
    """Return what the report delivered in a field, each number a link; empty where it states nothing."""
    mine = rows_of(figures[(figures["field"] == field) & (figures["status"] == "actual")])
    said = pick(lang, "，", ", ").join(f"{escape(label_of(r, lang))} {link(told(r, lang), r['source_url'])}" for r in mine)
    return f"{escape(field_name(field, lang))}{pick(lang, '：', ': ')}{said}" if mine else ""


def bound_sentences(figures: pd.DataFrame, field: str, lang: str) -> list[str]:
    """Say of each outcome of a field that is only a bound which interval it leaves open; HTML with links."""
    mine = figures[(figures["field"] == field) & (figures["status"] == "actual") & (figures["bound"] != "=")]
    out = []
    for row in rows_of(mine):
        word, told_row = escape(row["bound_word"]), link(told(row, lang), row["source_url"])
        ends = format_interval(row["low"], row["high"], row["unit"], lang)
        held = reckoned(ends, left_open(str(row["bound"])), lang, told(row, lang))
        zh = f"{escape(label_of(row, lang))}{told_row}（原文用“{word}”）是界限，不是确数；按约定读作{held}。"
        en = (
            f"{escape(label_of(row, lang))}, {told_row}: a bound (the text says “{word}”), no exact number; "
            f"by convention it is read as {held}."
        )
        out.append(pick(lang, zh, en))
    return out


def doubtful(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in doubt: corrected by a person, or only a bound."""
    return figures[figures["corrected"] | (figures["bound"] != "=")]


# Per head


def population_of(*series: pd.DataFrame, year: int = 0, until: int = 9999) -> tuple[int, Interval, pd.DataFrame] | None:
    """Return a year, the interval that all populations stated for it span, and their rows; None where none is stated.

    Parameters
    ----------
    *series : DataFrame
        Series of the resident population, and of the census.
    year, until : int
        The year wanted; 0 for the latest one not after ``until``.
    """
    stated = pd.concat(series, ignore_index=True)
    stated = stated[(stated["status"] != "target") & stated["bound"].isin(["=", "~"]) & (stated["period"] <= until)]
    wanted = year or (int(stated["period"].max()) if len(stated) else 0)
    stated = stated[stated["period"] == wanted].reset_index(drop=True)
    return (wanted, Interval(float(stated["low"].min()), float(stated["high"].max())), stated) if len(stated) else None


def per_head_rows(figures: pd.DataFrame, population: Interval, lang: str) -> list[dict[str, Any]]:
    """Return the outcomes that make sense per head, with their interval; the population's year is the caller's to tell."""
    kept = figures[(figures["status"] == "actual") & (figures["measure"] == "level") & (figures["scope"] == "")]
    out = []
    for row in rows_of(kept):
        for words, unit, per in PER_HEAD:
            if row["unit_code"] == unit and re.search(words, row["label"]):
                rate = per_head(Interval(row["low"], row["high"]), Interval(population.low / per, population.high / per))
                basis = pick(lang, f"每{per}名常住人口", f"per {format_value(per, '', lang)} residents")
                told_rate = format_interval(rate.low, rate.high, "", lang, decimals=1)
                found = {"label": label_of(row, lang), "figure": told(row, lang), "url": row["source_url"]}
                found |= {"code": row["indicator"], "period": row["period"], "unit": row["unit"]}
                found |= {"people": format_interval(population.low, population.high, "人", lang)}
                found |= {"how_basis": rate.basis, "how_inputs": f"{found['figure']}{pick(lang, '；', '; ')}{found['people']}"}
                out.append(found | {"per": per, "derived": rate, "rate": told_rate, "basis": basis})
    return out


def about_words(rate: Derived, lang: str) -> str:
    """Return a rate with two digits: more would be false where its population is of another year.

    >>> about_words(Derived(26.68, 26.76, 26.7, ""), "en"), about_words(Derived(2.4, 2.9, 2.7, ""), "en")
    ('about 27', '2.4 to 2.9')
    """
    size = (rate.low + rate.high) / 2
    decimals = max(0, 1 - math.floor(math.log10(size))) if size > 0 else 0
    told_rate = format_interval(rate.low, rate.high, "", lang, decimals=decimals)
    one = format_number(rate.low, lang, decimals=decimals) == told_rate
    return pick(lang, "约", "about ") + told_rate if one else told_rate


def childcare_readings(figures: pd.DataFrame, population: Interval) -> dict[str, Derived]:
    """Return places per 1,000 residents now, and under both readings of a promise that may be a stock or an addition."""
    mine = figures[figures["indicator"] == "childcare_places"]
    now, plan = mine[mine["status"] == "actual"], mine[mine["status"] == "target"]
    if now.empty or plan.empty:
        return {}
    base = Interval(population.low / 1000, population.high / 1000)
    have, more = (Interval(f.iloc[0]["low"], f.iloc[0]["high"]) for f in (now, plan))
    both = Interval(have.low + more.low, have.high + more.high)
    return {"now": per_head(have, base), "stock": per_head(more, base), "addition": per_head(both, base)}


def childcare_claim(figures: pd.DataFrame, people: tuple[int, Interval, pd.DataFrame] | None, lang: str) -> str:
    """Say how far apart the two readings of the childcare promise lie; HTML with links, empty where there is no promise."""
    readings = childcare_readings(figures, people[1]) if people else {}
    if not readings or people is None:
        return ""
    mine = figures[figures["indicator"] == "childcare_places"]
    have, more = (link(told(rows_of(mine[mine["status"] == s])[0], lang), _url(mine, s)) for s in ("actual", "target"))
    places = [format_figure(rows_of(mine[mine["status"] == s])[0], lang) for s in ("actual", "target")]
    heads = format_interval(people[1].low, people[1].high, "人", lang)
    now, stock, addition = (
        reckoned(
            format_interval(readings[k].low, readings[k].high, "", lang, decimals=1), readings[k].basis, lang, *used, heads
        )
        for k, used in (("now", places[:1]), ("stock", places[1:]), ("addition", places))
    )
    zh = (
        f"托位{have}，按{people[0]}年人口每千名常住人口{now}个。承诺的{more}若是存量，合{stock}个；若是新增，合{addition}个："
        "原文没有说明是哪一种。"
    )
    en = (
        f"Childcare places: {have}, or {now} per 1,000 residents of {people[0]}. If the {more} promised are a stock, they make "
        f"{stock}; if an addition, {addition}. The text does not say which."
    )
    return pick(lang, zh, en)


def _url(rows: pd.DataFrame, status: str) -> str:
    return str(rows[rows["status"] == status].iloc[0]["source_url"])


def people_table(people: tuple[int, Interval, pd.DataFrame] | None, lang: str) -> list[dict[str, str]]:
    """Return the populations that `population_of` found, in words."""
    rows = rows_of(people[2]) if people else []
    return [
        {"period": str(r["period"]), "told": fact_words(r, lang), "source_grade": r["grade"], "source_url": r["source_url"]}
        for r in rows
    ]


def head_sentence(heads: list[dict[str, Any]], code: str, year: int, lang: str) -> str:
    """Return one outcome per head with the year of the population; empty where it is not there."""
    found = next((h for h in heads if h["code"] == code), None)
    if found is None:
        return ""
    held_zh, held_en = "区间只含舍入与来源之差", "the interval holds only rounding and the difference between sources"
    rate = str(found["rate"])
    if found["period"] != str(year):
        rate = about_words(found["derived"], lang)
        held_zh = f"实际值为{found['period']}年，人口年份不同"
        held_en = f"the outcome is of {found['period']}, another year"
    rate = pick(lang, rate, rate[:1].upper() + rate[1:])
    rate = reckoned(rate, found["derived"].basis, lang, found["figure"], found["people"])
    zh = f"按{year}年常住人口折算，{found['basis']}{rate}{found['unit']}（{held_zh}）。"
    return pick(lang, zh, f"{rate} {found['basis']} of {year} ({held_en}).")


# The annex

#: What a plan says instead of a number, in English.
PHRASES = {
    "与经济增长同步": "in step with economic growth",
    "与一般公共预算支出基本同步": "roughly in step with budget expenditure",
    "达到市级要求": "as the city requires",
}
#: What stands in a plan's cell that was left blank.
BLANK = ("", "-", "–", "—", "/")
NATURES = {"anticipatory": ("预期性", "anticipatory"), "binding": ("约束性", "binding"), "": ("–", "–")}


def annex_table(plan: pd.DataFrame, figures: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return the annex's indicators of the topic in words, also those without a number, beside the outcome if one is stated."""
    out = []
    done = figures[(figures["status"] == "actual") & (figures["measure"] != "rank")]
    for row in rows_of(plan):
        number = row["value"] == row["value"]
        stated = format_bound(row["value"], row["bound"], row["unit"], lang) if number else row["plan"]
        if not number and str(row["plan"]).strip() in BLANK:
            stated = pick(lang, "未列数字", "no number listed")
        elif not number and lang == "en":
            stated = PHRASES.get(row["plan"], row["plan"])
        before = rows_of(done[(done["indicator"] == row["indicator"]) & (row["indicator"] != "")])[:1]
        past = {"past": told(before[0], lang), "past_url": before[0]["source_url"]} if before else {"past": "–", "past_url": ""}
        kind = pick(lang, *NATURES[row["nature"]])
        name = full_label(row, name="name_zh") if lang == "zh" else row["name_en"]
        out.append(
            {"name": name, "plan": stated, "nature": kind, "number": "" if number else "none", "url": row["source_url"]} | past
        )
    return out


def denominator_notes(plan: pd.DataFrame, lang: str) -> list[str]:
    """Say of each rate per thousand or ten thousand that the report does not tell of whom; HTML."""
    out = []
    for row in rows_of(plan):
        if re.match("每?[百千万]人", row["name_zh"]):
            name = escape(row["name_zh"] if lang == "zh" else row["name_en"])
            zh = f"{name}：报告没有说明以哪些人为分母（常住人口、户籍人口或老年人），故不据此推算床位或设施总数。"
            en = (
                f"{name}: the report does not say of whom (residents, registered residents or the old), "
                "so no total is derived from it."
            )
            out.append(pick(lang, zh, en))
    return out


def _named(row: Mapping[str, str], lang: str) -> str:
    name, stated = escape(row["name"]), link(row["plan"], row["url"])
    return pick(lang, f"{name}（{stated}）", f"{name} ({stated})")


def annex_claim(plan: pd.DataFrame, figures: pd.DataFrame, lang: str) -> str:
    """Say how many rows of the annex there are, of how many numbered items, how many bind and which have no number; HTML."""
    rows = annex_table(plan, figures, lang)
    if not rows:
        return missing("民生计划指标", "plan indicators on livelihood", lang)
    bare = [r for r in rows if r["number"]]
    binding = int((plan["nature"] == "binding").sum())
    named = pick(lang, "、", ", ").join(_named(r, lang) for r in bare)
    items = plan["number"].nunique() if "number" in plan else len(rows)
    as_zh, as_en = (f"（编号{items}项）", f" ({items} numbered items)") if items < len(rows) else ("", "")
    zh = f"附件的民生指标有{len(rows)}行{as_zh}，其中约束性{binding}行；没有数字的{len(bare)}行" + (
        f"：{named}。" if bare else "。"
    )
    en = f"The annex has {len(rows)} rows on livelihood{as_en}, {binding} of them binding; {len(bare)} without a number"
    return pick(lang, zh, en + (f": {named}." if bare else "."))
