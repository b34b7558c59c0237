"""Normalize raw rows: exact value, interval, canonical unit, indicator, link. Pure functions; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from xclib.data import schema
from xclib.data.raw import Raw, Rows, leaving_out
from xclib.errors import RawDataError
from xclib.model.figure import Bound, Figure, Measure, convention_of, draw_interval, round_half
from xclib.model.indicators import find_topic, measured, read_indicators
from xclib.model.numerals import parse_numeral, parse_range, printed_step, simplify
from xclib.model.sources import directive, fragment_url
from xclib.model.units import parse_unit, printed_unit

if TYPE_CHECKING:
    import pandas as pd

#: Tables of data/processed, in the order in which they are written.
TABLES = ("reports", "figures", "plan", "pairs", "claims", "remarks", "context", "indicators")

Row = dict[str, Any]


def build_tables(raw: Raw, where: str = "data/raw", faults: dict[str, RawDataError] | None = None) -> dict[str, pd.DataFrame]:
    """Normalize the raw tables; pure, nothing is written.

    The tables named in `TABLES`, columns as in ``tables.yaml``. ``where``: folder to name in messages; ``faults``: as for
    `xclib.data.raw.read_all`.
    """
    reports: dict[str, Row] = {r["report_id"]: dict(r) for r in raw.reports}
    figures: list[Row] = []
    plan: list[Row] = []
    pairs: list[Row] = []
    for i, rows in raw.figures.items():
        with leaving_out(i, faults):
            figures += _figure_rows(reports[i], rows, raw.corrections.get(i, []), f"{where}/{i}/figures.csv")
    _add_labels(figures, raw.labels)
    by_place = {row["figure_id"]: row for row in figures}
    for i in raw.figures:
        with leaving_out(i, faults):
            plan += _plan_rows(reports[i], raw.plan.get(i, []), by_place)
            pairs += _pair_rows(i, raw.pairs.get(i, []), by_place, f"{where}/{i}/pairs.csv")
    context = [_context_row(row, f"{where}/context.csv, line {n}") for n, row in enumerate(raw.context, 2)]
    catalogue = [{**asdict(i), "indicator": i.code} for i in read_indicators().values()]
    claims: list[Row] = [{**row, "report_id": i, "line": int(row["line"])} for i, rows in raw.claims.items() for row in rows]
    remarks = [
        {**row, "report_id": i, "source_url": fragment_url(reports[i]["source_url"], directive(row["words"]))}
        for i, rows in raw.remarks.items()
        for row in rows
    ]
    built: tuple[list[Row], ...] = (list(reports.values()), figures, plan, pairs, claims, remarks, context, catalogue)
    return {table: _frame(rows, table) for table, rows in zip(TABLES, built, strict=True)}


def _frame(rows: Iterable[Row], table: str) -> pd.DataFrame:
    import pandas as pd

    fields = schema.columns("processed", table)
    frame = pd.DataFrame(list(rows), columns=list(fields))
    kinds = {"integer": "Int64", "number": "float64", "boolean": "bool"}
    return frame.astype({name: kinds.get(field.get("type", ""), "str") for name, field in fields.items()})


def _add_labels(figures: list[Row], labels: Mapping[str, Rows]) -> None:
    """Add display labels to each figure: the reviewed label, else the printed one, else the indicator's name."""
    by_place = {(i, simplify(r["scope"]), simplify(r["label"]), r["line"]): r for i, rows in labels.items() for r in rows}
    catalogue = read_indicators()
    for row in figures:
        key = (row["report_id"], row["scope"], row["label"])
        written = by_place.get((*key, str(row["line"]))) or by_place.get((*key, "")) or {}
        known = catalogue.get(row["indicator"])
        row["label_zh"] = written.get("label_zh") or row["label_zh"]
        row["label_en"] = written.get("label_en") or (known.named(row["label"]) if known else "")


def parse_figure(row: Mapping[str, str], doc: str, where: str = "") -> Figure:
    """Return the `Figure` of a row of ``figures.csv``.

    Raises `RawDataError`: the number cannot be read.
    """
    pair = parse_range(row["number"])
    above, slash, below = row["number"].replace("／", "/").partition("/")
    numeral = pair[0] if pair else parse_numeral(f"{below}分之{above}" if slash else row["number"])
    if numeral is None:
        raise RawDataError(f"column number: {row['number']!r} is no number", where=where, advice="write it as printed")
    head = parse_numeral(row["magnitude"]) if row["magnitude"] else None
    # A minus that is printed is part of the number; the column is for the decrease that the words say.
    printed = numeral.value < 0
    times = (head.value if head else Decimal(1)) * (-1 if row["sign"] == "-" and not printed else 1)
    return Figure(
        doc=doc,
        line=int(row["line"]),
        start=int(row["start"]),
        value=numeral.value * times,
        value_high=pair[1].value * times if pair else None,
        preliminary=row.get("preliminary") == "true",
        coverage=row.get("coverage") or "year",  # type: ignore[arg-type]
        basis=row.get("basis") or "",  # type: ignore[arg-type]
        **{
            k: row[k]
            for k in ("number", "unit", "bound", "bound_word", "measure", "status", "period", "scope", "label", "magnitude")
        },  # type: ignore[arg-type]
        **{k: row[k] for k in ("part", "section", "prefix", "suffix")},  # type: ignore[arg-type]
    )


def _corrected(rows: Rows, corrections: Rows, where: str) -> list[tuple[dict[str, str], bool]]:
    """Apply corrections to the rows; corrections take precedence, and one without a matching row is an error."""
    places = {(r["line"], r["start"]): dict(r) for r in rows}
    touched: set[tuple[str, str]] = set()
    dropped: set[tuple[str, str]] = set()
    for n, fix in enumerate(corrections, 2):
        place, at = (fix["line"], fix["start"]), f"{where.replace('figures.csv', 'corrections.csv')}, line {n}"
        if place not in places:
            raise RawDataError(
                f"no figure at line {place[0]}, start {place[1]}", where=at, advice="see figures.csv for the places"
            )
        if fix["field"] == "*":
            dropped.add(place)
        elif fix["field"] in places[place]:
            places[place][fix["field"]] = fix["value"]
            touched.add(place)
        else:
            raise RawDataError(f"no column {fix['field']!r}", where=at, advice="name a column of figures.csv, or *")
    return [(row, place in touched) for place, row in places.items() if place not in dropped]


def _figure_rows(report: Mapping[str, str], rows: Rows, corrections: Rows, where: str) -> list[Row]:
    lines = {(r["line"], r["start"]): n for n, r in enumerate(rows, 2)}
    found = [
        _figure_row(report, row, corrected, f"{where}, line {lines[row['line'], row['start']]}")
        for row, corrected in _corrected(rows, corrections, where)
    ]
    _part_revenues(found)
    return found


#: Revenue that a report calls by no budget.
_UNBUDGETED = ("地方财政收入", "区级财政收入")


def _part_revenues(figures: list[Row]) -> None:
    """Give 地方财政收入 an indicator of its own where a report names revenue of the general budget too: it is wider."""
    revenue = [row for row in figures if row["indicator"] in ("revenue", "revenue_growth")]
    if any("预算" in row["label"] or "公共" in row["label"] for row in revenue):
        for row in revenue:
            if row["label"] in _UNBUDGETED:
                row["indicator"] = row["indicator"].replace("revenue", "revenue_wider")


def _figure_row(report: Mapping[str, str], row: Mapping[str, str], corrected: bool, where: str) -> Row:
    try:
        figure = parse_figure(row, report["report_id"], where)
        if corrected and (figure.bound == "=") != (not figure.bound_word):
            # Whoever corrects a bound alone need not name its word.
            figure = replace(figure, bound_word="" if figure.bound == "=" else figure.bound)
        numbers = measured(figure, area=report["area_zh"])
    except (ValueError, ArithmeticError) as error:
        raise RawDataError(str(error), where=where, advice="correct the row; nothing was written") from None
    if (figure.bound == "=") != (not figure.bound_word):
        raise RawDataError(
            f"bound {figure.bound!r} and bound_word {figure.bound_word!r} disagree", where=where, advice="correct one of them"
        )
    unit, indicator, numeral = parse_unit(figure.unit), read_indicators().get(numbers["indicator"]), figure.numeral
    return {
        **{k: getattr(figure, k) for k in ("line", "start", "part", "section", "number", "unit", "bound", "bound_word")},
        # What is asked of labels is asked in simplified characters; they are shown as printed.
        **{k: simplify(getattr(figure, k)) for k in ("label", "scope")},
        "label_zh": figure.label if figure.label.startswith(figure.scope) else f"{figure.label}（{figure.scope}）",
        **{k: getattr(figure, k) for k in ("measure", "status", "period", "prefix", "suffix")},
        **{k: getattr(figure, k) for k in ("coverage", "preliminary", "basis")},
        "figure_id": figure.id,
        "report_id": report["report_id"],
        "area_code": report["area_code"],
        "paragraph": int(row["paragraph"] or 0),
        **numbers,
        "value_exact": f"{figure.value:f}",
        "convention": convention_of(figure, unit),
        "dimension": unit.dimension,
        "factor": unit.factor,
        "unit_mult": numeral.multiplier if numeral else 0,
        "decimals": numeral.decimals if numeral else 0,
        "topic": find_topic(simplify(figure.label), indicator),
        "price_basis": indicator.price_basis if indicator else "",
        "direction": indicator.direction if indicator else "",
        "corrected": corrected,
        "source_url": fragment_url(report["source_url"], row["fragment"]),
    }


def _plan_rows(report: Mapping[str, str], rows: Rows, figures: Mapping[str, Row]) -> list[Row]:
    at_line: dict[str, list[Row]] = {}
    for row in figures.values():
        if row["report_id"] == report["report_id"] and row["status"] == "target":
            at_line.setdefault(str(row["line"]), []).append(row)
    catalogue = read_indicators()
    out = []
    for row in rows:
        # A row a line has the aims of two years, the later one last.
        aims = [f for f in at_line.get(row["line"], ()) if f["number"] in row["plan"]]
        figure = max(aims, key=lambda f: f["period"], default={})
        indicator = catalogue.get(row["indicator"])
        out.append(
            {
                **row,
                "report_id": report["report_id"],
                "number": int(row["number"]),
                "line": int(row["line"]) if row["line"] else None,
                "topic": find_topic(row["name_zh"], indicator),
                "figure_id": figure.get("figure_id", ""),
                **{k: figure.get(k) for k in ("value", "low", "high")},
                "bound": figure.get("bound", ""),
                "source_url": fragment_url(report["source_url"], row["fragment"] or directive(row["name_zh"])),
            }
        )
    return out


def _pair_rows(report_id: str, rows: Rows, figures: Mapping[str, Row], where: str) -> list[Row]:
    out = []
    for n, row in enumerate(rows, 2):
        sides: Row = {}
        for side in ("delivered", "promised"):
            ids = [f"{report_id}:{place}" for place in row[side].split("+")]
            if missing := [i for i in ids if i not in figures]:
                lost = missing[0].removeprefix(f"{report_id}:")
                raise RawDataError(
                    f"column {side}: no figure at {lost}", where=f"{where}, line {n}", advice="see figures.csv for the places"
                )
            found = [figures[i] for i in ids]
            if len({f["unit"] for f in found}) > 1:
                raise RawDataError(
                    f"column {side}: figures in different units do not add up",
                    where=f"{where}, line {n}",
                    advice="pair them one by one",
                )
            sides |= {
                side: sum(f["value"] for f in found),
                f"{side}_low": sum(f["low"] for f in found),
                f"{side}_high": sum(f["high"] for f in found),
                f"{side}_bound": found[0]["bound"] if len(found) == 1 else "=",
                f"{side}_period": found[0]["period"],
                f"unit_{side}": found[0]["unit"],
                f"{side}_ids": "+".join(ids),
                f"{side}_url": found[0]["source_url"],
            }
        out.append({**row, "report_id": report_id, **sides})
    return out


def _context_row(row: Mapping[str, str], where: str) -> Row:
    value = Decimal(row["value"])
    unit = parse_unit(printed_unit(row["unit_code"]))
    step = Decimal(1) if row["measure"] == "rank" else printed_step(row["as_printed"], value)
    if step is None:
        raise RawDataError(
            f"as_printed {row['as_printed']!r} does not show the value {row['value']}",
            where=where,
            advice="correct one of them",
        )
    exact = row["status"] == "target" or row["measure"] == "rank" or (unit.counted and step == 1)
    half = Decimal(0) if exact else round_half(value, step)
    top = Decimal(row["value_high"]) if row["value_high"] else None
    bound = cast("Bound", row["bound"])
    measure = cast("Measure", row["measure"])
    ends = draw_interval(value, bound, row["bound_word"], half=half, unit=unit, measure=measure, value_high=top)
    numbers = {"period": int(row["period"]), "value": float(value), "value_high": None if top is None else float(top)}
    return {**row, **numbers, "low": ends.low, "high": ends.high}
