"""What became of promises: one area's year and record, and what holds of all areas, from `xclib.ledger`.

Frames in are those of `xclib.ledger`, `xclib.figures` and `xclib.outcomes`; out come frames and facts with quantities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from xclib.data.rows import records
from xclib.economics.estimates import Fit
from xclib.economics.fits import fit
from xclib.economics.quantity import Quantity, quantities
from xclib.errors import RawDataError, UnknownNameError
from xclib.ledgers.likeness import read_phrase, without_acts, word_pattern
from xclib.ledgers.promises import names_only
from xclib.ledgers.store import COLUMNS, load_ledger
from xclib.model.areas import english_name
from xclib.model.gloss import with_gloss
from xclib.model.indicators import match_indicator, read_indicators
from xclib.model.units import counts_firms, parse_unit
from xclib.panels.query import load_panel, outcomes
from xclib.words.wording import LANGS, shown_label

#: What can become of a promise, in the order of charts and tables.
FATES = ("kept", "missed", "open", "words", "silent")
#: Eras by their first year.
ERAS = (("to 2002", 0), ("2003–2012", 2003), ("2013–2019", 2013), ("since 2020", 2020))
#: Fewest characters of a kind that has a name of its own: 推进 and 任务 name nothing.
_NAMED = 3
#: Fewest promises and areas of a kind that is listed.
FEWEST, FEWEST_AREAS = 30, 15
#: First year in which a congress of nation or province heard a report on five years, as it has every five years since.
NEW_TERM = 1983
#: What the ledger says of a promise that the next report may answer.
_ANSWER = ("reported", "out_measure", "words", "out_url", "out_label", "out_label_zh", "out_label_en", "fate", "relation")
#: What errors are clustered by: an area's years resemble each other, and so do the areas of one year.
BY = ("area_code", "period")


def read_ledger(area: str | None = None, year: int | None = None) -> pd.DataFrame:
    """Return the ledger, or what it has of an area and a year, with fates; an empty frame where the data hold none."""
    try:
        return add_fates(load_ledger(area, year))
    except (RawDataError, UnknownNameError):
        kinds = COLUMNS | dict.fromkeys(("url", "out_url"), "string")
        return add_fates(pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()}))


def add_fates(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return a ledger with what became of each promise, and numbers that a regression can take.

    Beside its columns: ``fate`` (`FATES`), ``silent`` and ``answered`` as 0 or 1 (missing where open), ``kept`` (missing
    unless a figure of the same definition decides), ``period``, ``era``, ``bounded``, ``about`` and ``target`` (a main
    target of the year) as 0 or 1.
    """
    fate = ledger["answer"].where(ledger["answer"] != "figure", ledger["verdict"])
    # A number that only may answer leaves open whether the report is silent.
    silent = (ledger["answer"] == "silent").astype(float).where(ledger["answer"] != "open")
    decided = (ledger["answer"] == "figure") & ledger["verdict"].isin(["kept", "missed"])
    years = ledger["year"].astype(int)
    era = pd.Series("", index=ledger.index, dtype=object)
    for name, first in ERAS:
        era = era.mask(years >= first, name)
    return ledger.assign(
        fate=fate,
        silent=silent,
        answered=1 - silent,
        kept=(ledger["verdict"] == "kept").astype(float).where(decided),
        period=years,
        era=era,
        bounded=ledger["kind"].isin(["cap", "floor"]).astype(float),
        about=(ledger["kind"] == "about").astype(float),
        target=ledger["headline"].astype(float),
        new_term=((years + 1 >= NEW_TERM) & ((years + 1 - NEW_TERM) % 5 == 0)).astype(float),
    )


def of_area(ledger: pd.DataFrame, code: str, year: int) -> pd.DataFrame:
    """Return one area's promises of a year, with both sides as quantities that link to their pages.

    ``label_zh``, ``label_en``, the same of ``out_label``, ``promised``, ``reported`` (missing without a figure), ``words``,
    ``fate``, ``url``, ``out_url``, ``main``. A growth is named as one: 工业产值 of 5% is 工业产值增速.
    """
    rows = ledger[(ledger["area_code"] == code) & (ledger["year"] == year)]
    sides = {name: [_quantity(row, side) for row in records(rows)] for name, side in (("promised", ""), ("reported", "out_"))}
    return rows.assign(
        **{name: pd.Series(of, index=rows.index, dtype=object) for name, of in sides.items()},
        # The words quoted are the last ten characters: a number that they begin with may lack its first digits.
        words=rows["words"].str.replace(r"^(?=\d)", "…", regex=True),
        **_labels(rows, ""),
        **_labels(rows, "out_"),
        rank=rows["fate"].map({name: n for n, name in enumerate(FATES)}),
        main=np.where(rows["headline"], "main", "other"),
    ).reset_index(drop=True)


def _labels(rows: pd.DataFrame, side: str) -> dict[str, list[str]]:
    """Return what the figures of a side measure, in both languages; what the catalogue knows has its English name there."""
    names = ("label", "measure", "unit")
    sides = rows[[f"{side}{name}" for name in names]].astype("string").fillna("").assign(value=rows[f"{side}value"])
    parts = [dict(zip((*names, "value"), row, strict=True)) for row in sides.itertuples(index=False)]
    for part in parts:
        found = match_indicator(part["label"], part["measure"], parse_unit(part["unit"]).code)
        part["label_en"] = found.named(part["label"]) if found else ""
    return {f"{side}label_{lang}": [shown_label(row, lang) for row in parts] for lang in LANGS}


def _quantity(row: dict[str, object], side: str) -> Quantity | None:
    value = row[f"{side}value"]
    if value is None or not isinstance(value, float | int) or math.isnan(value):
        return None
    top = row[f"{side}value_high"]
    high = float(top) if isinstance(top, float | int) and not math.isnan(top) else float(value)
    bound, unit = str(row[f"{side}bound"]), str(row[f"{side}unit"])
    ends = bound.translate(str.maketrans("<>", "><")) if value < 0 else bound  # the bound of a fall is that of its size
    low, high = (value, math.inf) if ends in (">", ">=") else (-math.inf, value) if ends in ("<", "<=") else (value, high)
    point = math.nan if bound not in ("=", "~") or high != value else float(value)
    printed = f"{row[f'{side}number']}{unit}"
    word = str(row.get(f"{side}bound_word") or "") if bound == "<" else ""  # 近 is nearly, 低于 is less than
    of = Quantity(point, float(low), float(high), unit, bound, word, float(value), str(row[f"{side}url"]), printed)
    return replace(of, counts_firms=counts_firms(unit, str(row[f"{side}label"])))


def tiles(own: pd.DataFrame) -> pd.DataFrame:
    """Return an area's promises as tiles of a chart: one a promise, main targets apart from the others."""
    order = own.sort_values(["main", "rank", "line", "start"], kind="stable")
    kinds = {"kept": "met", "missed": "missed", "open": "open", "words": "words", "silent": "nothing"}
    return order.assign(kind=order["fate"].map(kinds))[["main", "topic", "kind", "fate"]].reset_index(drop=True)


def tally(own: pd.DataFrame) -> dict[str, int]:
    """Return how many promises there are of each fate."""
    count = own["fate"].value_counts()
    return {name: int(count.get(name, 0)) for name in FATES}


def by_years(ledger: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the share of promises passed over in silence by year: of one area, and of its level with intervals.

    ``who`` (``own`` or ``peers``), ``period``, ``value``, ``low``, ``high`` in percent, ``n``.
    """
    own = ledger[ledger["area_code"] == code]
    if own.empty:
        return pd.DataFrame(columns=["who", "period", "value", "low", "high", "n"])
    peers = ledger[(ledger["level"] == own["level"].iloc[0]) & (ledger["area_code"] != code)]
    rows = [_share(part, "own", int(str(year))) for year, part in own.groupby("period")]
    for year, part in peers.groupby("year"):
        reports = part.groupby("doc")["silent"].mean()
        if len(reports) >= 8:
            half = 1.96 * float(reports.std(ddof=1)) / math.sqrt(len(reports))
            middle = float(reports.mean())
            rows.append({"who": "peers", "period": int(str(year)), "value": 100 * middle, "low": 100 * max(0.0, middle - half),
                "high": 100 * min(1.0, middle + half), "n": len(reports)})  # fmt: skip
    return pd.DataFrame(rows)


def _share(part: pd.DataFrame, who: str, year: int) -> dict[str, object]:
    """Return a share with Wilson's interval: promises of one report are no sample, the interval says how few they are."""
    from statsmodels.stats.proportion import proportion_confint

    n, silent = max(1, int(part["silent"].count())), int(part["silent"].sum())
    low, high = proportion_confint(silent, n, method="wilson")
    return {"who": who, "period": year, "value": 100 * silent / n, "low": 100 * low, "high": 100 * high, "n": n}


def shares(ledger: pd.DataFrame, by: Iterable[str]) -> pd.DataFrame:
    """Return by group how many promises were passed over, and how many of the decided ones were kept.

    Intervals are clustered by area and year, those of groups of fewer than eight years by area alone, of one area by year.

    ``by``, ``group``, ``promises``, ``reports``, ``areas``, ``silent``, ``figure``, ``words`` and ``kept`` in percent, the
    first and the last as quantities (missing where the sample is too small).
    """
    rows = []
    for name in by:
        for group, part in ledger.groupby(name, sort=False):
            if group == "" or len(part) < FEWEST:
                continue
            rows.append({"by": name, "group": str(group), **_counts(part)})
    return pd.DataFrame(rows, columns=["by", "group", *_counts(ledger.head(0))])


def _counts(part: pd.DataFrame) -> dict[str, object]:
    count = part["answer"].value_counts(normalize=True)
    decided = part.dropna(subset=["kept"])
    return {
        "promises": len(part),
        "reports": part["doc"].nunique(),
        "areas": part["area_code"].nunique(),
        "silent": _mean(part.dropna(subset=["silent"]), "silent"),
        "kept": _mean(decided, "kept"),
        "decided": len(decided),
        **{name: 100 * float(count.get(name, 0)) for name in ("figure", "words")},
    }


def _mean(part: pd.DataFrame, name: str) -> Quantity | None:
    alone = part["area_code"].nunique() == 1
    if len(part) < FEWEST or part["period" if alone else "area_code"].nunique() < 8:
        return None
    found = fit(part[[*BY, name]], f"{name} ~ 1", cluster=BY[1:] if alone else BY)
    if found is None:
        return None
    mean = found["mean"]
    return Quantity(100 * mean.value, max(0.0, 100 * mean.low), min(100.0, 100 * mean.high), "%", basis=mean.basis)


def add_misses(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the promises other than growth of output, with whether that target was missed in the same area and year.

    ``ledger``: as `add_fates` returns it.
    """
    met = outcomes("gdp_growth")[["area_code", "period", "met"]].dropna()
    met = met.assign(missed=1 - met["met"].astype(float)).drop_duplicates(["area_code", "period"])
    return ledger[ledger["indicator"] != "gdp_growth"].merge(met[["area_code", "period", "missed"]], on=["area_code", "period"])


def elsewhere(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return headline promises whose outcome another document than the next report states, with whether it misses the promise.

    The ledger's columns, ``other_doc``, and ``missed_elsewhere`` as 0 or 1: below a growth target, above a cap.
    """
    stated = load_panel(status="actual", picked=False)[["area_code", "indicator", "period", "value", "low", "high", "doc"]]
    rows = ledger[ledger["indicator"] != ""].merge(stated, on=["area_code", "indicator", "period"], suffixes=("", "_other"))
    rows = rows[(rows["doc_other"] != rows["out_doc"]) & (rows["doc_other"] != rows["doc"]) & (rows["measure"] == "growth")]
    catalogue = read_indicators()
    falls = rows["indicator"].map(lambda code: catalogue[code].direction == "down" if code in catalogue else False)
    slack = np.where(rows["kind"] == "about", 0.5, 0.0)
    below = rows["high_other" if "high_other" in rows else "high"] < rows["value"] - slack
    above = rows["low_other" if "low_other" in rows else "low"] > rows["value"] + slack
    missed = pd.Series(np.where(falls, above, below), index=rows.index).astype(float)
    rows = rows.assign(missed_elsewhere=missed).rename(columns={"doc_other": "other_doc"})
    return rows.drop_duplicates(["doc", "line", "start"]).reset_index(drop=True)


def kinds(ledger: pd.DataFrame, column: str, top: int = 10) -> pd.DataFrame:
    """Return the kinds of promise with the largest share of a column, each with an example.

    A kind is one thing under its several names, see `xclib.ledgers.likeness`. Kinds of few promises or few areas are left out,
    and names that name nothing by themselves (国家级, 项目建设).

    ``ledger``: as `add_fates` returns it; ``column``: ``silent``, or ``missed``: of those that a figure decides.
    """
    thing = ledger["label"].map(lambda label: read_phrase(str(label)).thing)
    rows = ledger.assign(thing=thing, missed=1 - ledger["kept"])
    rows = rows[rows["thing"].map(_says_something).astype(bool)].dropna(subset=[column])
    table = rows.groupby(["thing", "measure"]).agg(
        promises=(column, "size"), areas=("area_code", "nunique"), share=(column, "mean")
    )
    table = table[(table["promises"] >= FEWEST) & (table["areas"] >= FEWEST_AREAS)].sort_values(
        ["share", "promises"], ascending=False
    )
    # Their commonest names, of the few that are shown: of all kinds that takes longer than the rest of a brief.
    table = table.head(top).reset_index()
    shown = (
        rows.merge(table[["thing", "measure"]]).groupby(["thing", "measure"])["label"].agg(lambda labels: labels.mode().iloc[0])
    )
    table = table.join(shown, on=["thing", "measure"])
    examples = rows[rows[column] == 1].sort_values(["year", "area_code"], ascending=[False, True], kind="stable")
    first = examples.drop_duplicates(["thing", "measure"])[
        ["thing", "measure", "area", "area_code", "year", "url", "number", "unit"]
    ]
    out = table.merge(first, on=["thing", "measure"], how="left")
    rises = (out["measure"] == "growth") & ~out["label"].str.contains("增长|增速")
    named = out["label"].where(~rises, out["label"] + "增长")
    return out.assign(
        label=named,
        label_en=named.map(with_gloss),
        share=100 * out["share"],
        example_zh=[f"{area}{year}" for area, year in zip(out["area"], out["year"], strict=True)],
        example_en=[f"{english_name(c, a)} {y}" for c, a, y in zip(out["area_code"], out["area"], out["year"], strict=True)],
    )


@cache
def _says_something(thing: str) -> bool:
    """Whether a thing is more than words that many things have.

    >>> _says_something("生猪存栏"), _says_something("国家级"), _says_something("项目建设"), _says_something("总投资")
    (True, False, False, False)
    """
    rest = without_acts(word_pattern("generic").sub("", word_pattern("hollow").sub("", thing)))
    return len(thing) >= _NAMED and len(rest) > 1


def pending(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return what a report promises for its own year and its next report would have to answer, each promise once.

    ``figures``: as `xclib.figures` returns them; ``year``: the year planned for.
    """
    due = figures[(figures["status"] == "target") & (figures["period"].astype(str) == str(year))]
    due = due[due["coverage"] == "year"]
    named = [names_only({**row, "before": row["prefix"], "after": row["suffix"]}) for row in records(due)]
    due = due[~pd.Series(named, index=due.index, dtype=bool)]
    # The plan and the table at its end say the same number of one thing.
    thing = due["label"].map(lambda label: read_phrase(str(label)).thing)
    again = due.assign(thing=due["indicator"].where(due["indicator"] != "", thing))
    due = due[~again.duplicated(["thing", "scope", "measure", "value", "unit"])]
    return due.assign(promised=quantities(due)).reset_index(drop=True)


def answered(due: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return what a report promises with what the next one says of it, where the ledger holds it, as `of_area` has it.

    ``due``: from `pending`; ``known``: the area's promises of the same year, from `of_area`.
    """
    found = {_same_promise(row): row for row in reversed(records(known))}
    sides = [found.get(_same_promise(row), {}) for row in records(due)]
    # What is not there stays None: pandas would make it a number among words.
    return due.assign(**{name: pd.Series([row.get(name) for row in sides], due.index, dtype=object) for name in _ANSWER})


def _same_promise(row: dict[str, Any]) -> tuple[object, ...]:
    return row["label"], row["number"], row["measure"]


Facts = dict[str, Any]


def headline(own: pd.DataFrame, due: pd.DataFrame, all_silent: Quantity | None) -> Facts:
    """Return the numbers of the first screen: those of the area, what it promises, and what holds of all."""
    answered = int(own["answered"].sum())
    return {
        "answered": Quantity.exact(answered) if len(own) else None,
        "due": Quantity.exact(len(due)) if len(due) else None,
        "everywhere": all_silent,
        "n_answered": answered,
        "n_maybe": int(own["answered"].isna().sum()),
        "n_due": len(due),
        "due_known": int(due["fate"].notna().sum()),
        "due_kept": tally(due)["kept"],
        "due_missed": tally(due)["missed"],
        "promises": len(own),
    }  # fmt: skip


def of_due(due: pd.DataFrame, year: int) -> Facts | None:
    """Return how many promises a report makes for a year, and what became of those that the ledger holds; None without any."""
    if due.empty:
        return None
    known = due[due["fate"].notna()]
    found = {"n": len(due), "due_year": year, "due_next": year + 1, "known": len(known)}
    return found | {f"n_{name}": n for name, n in tally(known).items()}


def of_one(own: pd.DataFrame, year: int) -> Facts:
    """Return what became of one area's promises of a year; how many there are alone where the ledger has none."""
    if own.empty:
        return {"says": "unknown", "promised_for": year, "promises": 0}
    return {"says": "known", "promised_for": year, "promises": len(own), **{f"n_{name}": n for name, n in tally(own).items()}}


def record_of(years: pd.DataFrame) -> Facts | None:
    """Return an area's record beside its peers' in the years that both have.

    ``own`` and ``peers`` are means over these years, ``gap`` the mean difference in points, with errors that allow neighbouring
    years to resemble each other; None of too few years. ``years``: as `by_years` returns them.
    """
    if years.empty or years["who"].nunique() < 2:
        return None
    wide = years.pivot_table(index="period", columns="who", values="value").dropna().reset_index()
    if wide.empty:
        return None
    found = fit(wide.assign(gap=wide["own"] - wide["peers"]), "gap ~ 1", errors="HAC")
    return {"years": len(wide), "own": round(float(wide["own"].mean())), "peers": round(float(wide["peers"].mean())),
        "first": int(wide["period"].min()), "last": int(wide["period"].max()), "gap": found and found["mean"]}  # fmt: skip


def across(ledger: pd.DataFrame, table: pd.DataFrame) -> Facts | None:
    """Return what holds of all areas: how many promises, and how many were passed over, answered and kept."""
    whole = table[table["by"] == "whole"]
    if whole.empty:
        return None
    row = whole.iloc[0]
    return {name: row[name] for name in ("promises", "reports", "areas", "silent", "kept", "figure", "words")} | {
        "first": int(ledger["year"].min()), "last": int(ledger["year"].max())
    }  # fmt: skip


def passed(fit: Fit | None, term: str) -> Facts | None:
    """Return the difference that something makes to the share of promises passed over, in points."""
    if fit is None:
        return None
    found = fit[term]
    value, low, high = (100 * end for end in (found.value, found.low, found.high))
    more = "more" if found.low > 0 else "less" if found.high < 0 else "open"
    return {"effect": Quantity(value, low, high, "个百分点", basis=found.basis), "way": more, "rows": fit.n, "says": term}


def kept(ledger: pd.DataFrame) -> list[Facts]:
    """Return the share of promises kept under three readings of an answer in words.

    ``figures``: only those that a figure of the same definition decides. ``words``: what the words say counts too. ``strict``:
    whatever a figure does not show to be kept counts as not shown.
    """
    judged = ledger[ledger["answer"].isin(["figure", "words"]) & ledger["verdict"].isin(["kept", "missed"])]
    readings = {"figures": ledger["kept"].dropna(), "words": judged["verdict"] == "kept", "strict": ledger["fate"] == "kept"}
    return [
        {"reading": name, "share": 100 * float(kept.mean()), "n": len(kept)} for name, kept in readings.items() if len(kept)
    ]
