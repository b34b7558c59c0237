"""What the benchmark compares: readers of figures behind one interface, each run in a process of its own.

``python peers.py NAME`` answers requests, one JSON object a line, until its input ends. Only the standard library is imported
at the top, so that the same file runs in the environment of the peers, which knows nothing of xclib.

A reader maps what it found to the records of the annotation standard, in its favour: the number and the unit as
printed, the value in that unit. What it does not know (`KNOWS`) it leaves out; a bound is ``=`` unless it says another.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from importlib import metadata
from typing import Any

Document = Mapping[str, Any]  # doc, text, area, kind, year
Record = dict[str, Any]
Reader = Callable[[Document], list[Record]]

#: The package whose version is printed.
PACKAGES = {"xclib": "xclib", "regex": "", "recognizers": "recognizers-text-number-with-unit", "jionlp": "jionlp"}
#: Fields beyond number, unit and value that a reader knows.
KNOWS = {
    "xclib": ("bound", "range", "measure", "status", "period", "label"),
    "regex": ("bound",),
    "recognizers": (),
    "jionlp": ("bound", "range"),
}

_MAGNITUDES = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_UNITS = (
    "元|美元|%|％|‰|个百分点|百分点|倍|人次|人|名|位|户|家|个|项|处|所|套|条|件|场次|场|张|座|部|栋|支|辆|台|吨|公里|平方米|平方公里|公顷|亩|"
    "立方米|千瓦时|千瓦|微克/立方米|天|小时|岁|级|届"
)
_FIGURE = re.compile(
    rf"(?P<before>不低于|不少于|不超过|超过|突破|超|逾|达到|约|近|不足)?"
    rf"(?P<number>\d+(?:\.\d+)?(?:{'|'.join(sorted(_MAGNITUDES, key=len, reverse=True))})?)"
    rf"(?P<more>余|多)?(?P<unit>{'|'.join(sorted(_UNITS.split('|'), key=len, reverse=True))})?(?P<after>以上|以内|左右|以下)?"
)
_DATE = re.compile(r"年|月|日|号")
_BOUNDS = {
    "不低于": ">=", "不少于": ">=", "以上": ">=", "不超过": "<=", "以内": "<=", "以下": "<=", "超过": ">", "突破": ">",
    "超": ">", "逾": ">", "余": ">", "多": ">", "约": "~", "左右": "~", "近": "<", "不足": "<",
}  # fmt: skip


def lines(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines as the annotation standard counts them."""
    return enumerate(str(document["text"]).split("\n"), 1)


def record(document: Document, line: int, start: int, number: str, unit: str, value: float, **more: Any) -> Record:
    """Return one record; a bound is ``=`` unless it is told."""
    known = {"doc": document["doc"], "line": line, "start": start, "number": number, "unit": unit, "value": value}
    return known | {"value_high": None, "bound": "="} | more


def make_regex() -> Reader:
    """The ten-minute baseline: digits, a magnitude, a unit from a list, a bound where a word stands beside them."""

    def read(document: Document) -> list[Record]:
        return [found for n, line in lines(document) for found in _regex_line(document, n, line)]

    return read


def _regex_line(document: Document, n: int, line: str) -> Iterator[Record]:
    for hit in _FIGURE.finditer(line):
        if not hit["unit"] and _DATE.match(line, hit.end()):
            continue
        number = hit["number"]
        digits = number.rstrip("百千万亿")
        value = float(Decimal(digits) * _MAGNITUDES.get(number[len(digits) :], 1))
        bound = next((_BOUNDS[w] for w in (hit["before"], hit["more"], hit["after"]) if w in _BOUNDS), "=")
        yield record(document, n, hit.start("number"), number, hit["unit"] or "", value, bound=bound)


def make_recognizers() -> Reader:
    """Recognizers-Text for Chinese: every model of numbers and of numbers with a unit."""
    from recognizers_number import Culture, NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    units, numbers = NumberWithUnitRecognizer(Culture.Chinese), NumberRecognizer(Culture.Chinese)
    with_unit = [
        numbers.get_percentage_model(),
        units.get_currency_model(),
        units.get_dimension_model(),
        units.get_temperature_model(),
        units.get_age_model(),
    ]
    plain = [numbers.get_ordinal_model(), numbers.get_number_model()]

    def read(document: Document) -> list[Record]:
        out = []
        for n, line in lines(document):
            if line.strip():
                entities = [_entity(line, e) for model in with_unit for e in model.parse(line)]
                bare = [_entity(line, e) for model in plain for e in model.parse(line)]
                out += join_entities(document, n, line, entities, bare)
        return out

    return read


Entity = tuple[int, int, str]  # start, end, value


def _entity(line: str, found: Any) -> Entity:
    return found.start, found.end + 1, str((found.resolution or {}).get("value") or "")


def join_entities(document: Document, n: int, line: str, entities: Iterable[Entity], bare: Iterable[Entity]) -> list[Record]:
    """Take the unit from an entity and the number inside it from the plain models; then the numbers without a unit."""
    numbers, out = sorted(bare), list[Record]()
    taken: list[tuple[int, int]] = []
    for start, end, value in sorted(entities, key=lambda e: (e[0], -e[1])):
        inside = [e for e in numbers if start <= e[0] and e[1] <= end]
        if not inside or any(start < high and low < end for low, high in taken):
            continue
        low, high, plain = inside[0]
        taken.append((start, end))
        unit = line[high:end].strip() or ("%" if value.endswith("%") else "")
        if (amount := as_number(value.rstrip("%")) or as_number(plain)) is not None:
            out.append(record(document, n, low, line[low:high], unit, amount))
    for low, high, plain in numbers:
        if (amount := as_number(plain)) is not None and not any(low < b and a < high for a, b in taken):
            taken.append((low, high))
            out.append(record(document, n, low, line[low:high], "", amount))
    return out


def as_number(text: str) -> float | None:
    """Return the value of a peer's numeral, None where it gives none."""
    try:
        return float(Decimal(text.replace(",", "")))
    except InvalidOperation:
        return None


_MONEY = re.compile(
    r"(?P<number>[\d.,]*[\d零一二两三四五六七八九十百千万亿]+)(?:余|多)?(?P<unit>[^\d零一二两三四五六七八九十百千万亿.,，。；]*元)"
)
_BLUR = {"accurate": "=", "blur": "~", "blur+": ">", "blur-": "<"}


def make_jionlp() -> Reader:
    """JioNLP's extraction of amounts of money, clause by clause: given whole lines it joins numbers across commas."""
    import jionlp

    extract = jionlp.ner.extract_money

    def read(document: Document) -> list[Record]:
        out = []
        for n, line in lines(document):
            for clause in re.finditer(r"[^，。；、]+", line):
                out += map_money(document, n, clause.start(), extract(clause.group(), with_parsing=True))
        return out

    return read


def map_money(document: Document, n: int, shift: int, found: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Map amounts of money: the last numeral is the number, a range has two values, a blur is a bound."""
    out = []
    for money in found:
        detail, hit = money.get("detail") or {}, _MONEY.search(money["text"])
        if not hit or not detail:
            continue
        values = detail["num"] if isinstance(detail["num"], list) else [detail["num"], None]
        low, high = (None if v is None else as_number(str(v)) for v in values)
        if low is None:
            continue
        bound = "=" if high is not None else _BLUR.get(detail["definition"], "=")
        start = shift + money["offset"][0] + hit.start("number")
        out.append(record(document, n, start, hit["number"], hit["unit"], low, value_high=high, bound=bound))
    return out


def make_xclib() -> Reader:
    """This project, from the bytes of a text to records."""
    from xclib.errors import DocumentError
    from xclib.reading import report as reader

    def read(document: Document) -> list[Record]:
        told = {name: document[name] for name in ("area", "kind", "year") if document.get(name)}
        try:
            reading = reader.read(str(document["text"]).encode(), doc=document["doc"], **told)
        except DocumentError:
            return []
        return list(reading.to_records(document["doc"]))

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "xclib": make_xclib,
    "regex": make_regex,
    "recognizers": make_recognizers,
    "jionlp": make_jionlp,
}


def processor_time() -> float:
    """Return the seconds of processor time of this process and of those that it started, as xclib does to read a document."""
    with contextlib.suppress(ImportError):
        import psutil

        # Linux keeps a clock for each process (clock_getcpuclockid), finer than the ticks that psutil reads.
        children = (child.pid for child in psutil.Process().children(recursive=True))
        return time.process_time() + sum(time.clock_gettime((~pid << 3) | 2) for pid in children)
    return time.process_time()


def answer(read: Reader, request: Mapping[str, Any]) -> dict[str, Any]:
    """Read the documents of a request; seconds are processor time of this reader, which does one thing at a time."""
    began = processor_time()
    records = [r for document in request["documents"] for r in read(document)]
    seconds = processor_time() - began
    return {"seconds": seconds, "count": len(records)} | ({"records": records} if request.get("keep") else {})


def main() -> None:
    """Answer on standard output; what a package prints there goes to standard error."""
    name, out = sys.argv[1], sys.stdout
    # One core, where the system lets a process choose it.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(sys.stderr):
        try:
            read = READERS[name]()
            hello = {"python": sys.version.split()[0], "version": metadata.version(PACKAGES[name]) if PACKAGES[name] else ""}
        except Exception as error:  # whatever keeps a peer from starting is told in the table
            hello = {"missing": f"{type(error).__name__} {getattr(error, 'name', None) or ''}".strip()}
        print(json.dumps(hello), file=out, flush=True)
        if "missing" in hello:
            return
        for line in sys.stdin:
            print(json.dumps(answer(read, json.loads(line)), ensure_ascii=False), file=out, flush=True)


if __name__ == "__main__":
    main()
