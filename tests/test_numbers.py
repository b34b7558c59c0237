"""The numbers of a brief against the raw data: this file knows neither templates nor notebooks, and reads numbers by itself."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from conftest import ROOT

RAW = ROOT / "data" / "raw"
POWERS = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3, "trillion": 12, "billion": 9, "million": 6}
WORDS = (
    {"半": 0.5, "千亿": 1e11, "百亿": 1e10, "三分之一": 1 / 3, "首": 1}
    | {c: n for n, c in enumerate("零一二三四五六七八九十")}
    | {"两": 2, "百": 100, "千": 1000}
)
#: A word that says how a number stands to what is printed, and leaves the number alone.
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]|\s*[亿万bm%])年?")
NUMBER = re.compile(r"(?<![A-Za-z\d])[−-]?\d[\d,]*(?:\.\d+)?")


def read_numbers(text: str) -> list[tuple[float, float]]:
    """Numbers of a text, magnitude applied, each with half a unit of its last digit; signs are left to the words."""
    out = []
    for found in NUMBER.finditer(text.replace("，", " ")):
        digits = found[0].replace(",", "").lstrip("−-")
        after = text[found.end() :].lstrip()
        power = next((p for word, p in sorted(POWERS.items(), key=lambda w: -len(w[0])) if after.startswith(word)), 0)
        out.append((float(digits) * 10.0**power, 0.5 * 10.0 ** (power - len(digits.partition(".")[2]))))
    return out


def read_raw(printed: str, magnitude: str = "") -> list[float]:
    """Numbers of a cell of the raw data; those in words by the table above."""
    cell = printed.replace(",", "")
    found = [n for n, _ in read_numbers(cell)]
    if span := re.fullmatch(r"([\d.]+)[-—～]([\d.]+)(万亿|亿|万)", cell):
        found = [float(n) * 10.0 ** POWERS[span[3]] for n in span.groups()[:2]]
    if not found:
        plain = re.sub("[第位名居列]", "", cell)
        found = [WORDS[plain]] if plain in WORDS else []
    return [n * 10.0 ** POWERS.get(magnitude, 0) for n in found]


def raw_places() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Rows of the raw data by address without and with the directive that opens the page at a number."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    pages = {r["report_id"]: r["source_url"] for r in csv.DictReader((RAW / "reports.csv").open(encoding="utf-8"))}
    for report, page in pages.items():
        folder = RAW / report
        fixes = defaultdict(dict)
        if (folder / "corrections.csv").is_file():
            for r in csv.DictReader((folder / "corrections.csv").open(encoding="utf-8")):
                fixes[r["line"], r["start"]][r["field"]] = r["value"]
        for r in csv.DictReader((folder / "figures.csv").open(encoding="utf-8")):
            r |= fixes[r["line"], r["start"]]
            found[page, r["fragment"]].append(
                {"printed": r["number"], "magnitude": r["magnitude"], "id": f"{report}:{r['line']}:{r['start']}"}
            )
        if (folder / "plan.csv").is_file():
            for r in csv.DictReader((folder / "plan.csv").open(encoding="utf-8")):
                unit = next((w for w in ("万亿", "亿", "万") if r["unit"].startswith(w)), "")
                found[page, r["fragment"]].append({"printed": r["plan"], "magnitude": unit, "id": ""})
    for r in csv.DictReader((RAW / "context.csv").open(encoding="utf-8")):
        bare, _, directive = r["source_url"].partition("#:~:")
        found[bare, directive].append({"printed": r["as_printed"], "magnitude": "", "id": "", "value": r["value"]})
    panel = pq.read_table(RAW / "panel" / "panel.parquet", columns=["source_url", "as_printed", "value"])
    for r in panel.to_pylist():
        found[r["source_url"], ""].append({"printed": r["as_printed"], "magnitude": "", "id": "", "value": r["value"]})
    return found


def raw_names() -> list[str]:
    """Names and titles that have digits of their own, longest first."""
    found = set()
    for path, columns in (("reports.csv", ("title_zh", "title_en")), ("*/plan.csv", ("name_zh", "name_en"))):
        for file in RAW.glob(path):
            rows = list(csv.DictReader(file.open(encoding="utf-8")))
            found |= {row[column] for row in rows for column in columns if re.search(r"\d", row[column])}
    return sorted(found, key=lambda name: (-len(name), name))


def claimed(text: str, names: list[str]) -> str:
    """What a link says is printed at its address: without names, years, and the formula before a bracket that gives it."""
    for name in names:
        text = text.replace(name, "")
    given = re.search(r"[(（][^()（）]*?[:：]\s*([^()（）]+)[)）]$", text)
    text = YEAR.sub("", given[1] if given else text)
    return re.sub(r"(\d)(?::\d+)+", r"\1", text)  # a ratio of several parts is kept by its first


def numbered_links(page: BeautifulSoup, names: list[str]) -> Iterator[tuple[Tag, str]]:
    """Links to other pages whose text has a number."""
    # The name of a paper in a list of references is an address, and no number.
    for anchor in page.select("main a[href^=http]:not([href^='https://doi.org/'])"):
        text = claimed(anchor.get_text(), names)
        if read_numbers(text):
            yield anchor, text


@pytest.fixture(scope="module")
def pages(real_briefs: Path) -> dict[str, BeautifulSoup]:
    found = {p.name: BeautifulSoup(p.read_text(encoding="utf-8"), "lxml") for p in sorted(real_briefs.glob("cn-*/*.html"))}
    assert len(found) >= 2
    return found


@pytest.mark.browser
def test_every_linked_number_is_the_one_that_its_source_prints(pages: dict[str, BeautifulSoup]) -> None:
    places, names, checked, wrong, computed = raw_places(), raw_names(), Counter[str](), [], 0
    for name, page in pages.items():
        # A page has thousands of links: each would walk all of it for its note.
        notes = {str(note["id"]): note for note in page.find_all(id=True)}
        for anchor, text in numbered_links(page, names):
            address = str(anchor["href"])
            bare, _, directive = address.partition("#:~:")
            rows = places.get((bare, directive), [])
            printed = [n for row in rows for n in read_raw(row["printed"], row["magnitude"])]
            printed += [abs(float(row["value"])) for row in rows if "value" in row]
            shown = read_numbers(text)
            agrees = all(any(abs(p - n) <= half * 1.0001 for p in printed) for n, half in shown)
            told = notes.get(str(anchor.get("aria-describedby", "")))
            if "from" in anchor.get_attribute_list("class"):
                # Said to be computed: then the source prints another number, and the reader is shown it.
                computed += 1
                if not told or not any(row["printed"] in told.get_text() for row in rows):
                    wrong.append(f"{name}: {text!r} is said to be computed; {address[-50:]} prints {printed[:4]}")
                continue
            if not agrees:
                wrong.append(f"{name}: {text!r} links {address[-50:]}, where {printed[:4]} is printed")
            elif not told or not any(row["printed"] in told.get_text() for row in rows):
                wrong.append(f"{name}: {text!r} does not show what {address[-50:]} prints")
            checked[name] += len(shown)
    print(f"numbers compared with the raw data: {sum(checked.values())} on {len(checked)} pages: {dict(checked)}")
    assert not wrong, "\n".join(wrong)
    assert sum(checked.values()) > 100 * len(pages)
    # A number that its source does not print should say its formula rather than link; no more of these than there are.
    print(f"links whose number is computed from the page: {computed}")
    assert computed <= sum(checked.values()) / 50


_UNIT = r"\s*(?:%|‰|万|亿|元|倍|个百分点|微克|yuan\b|billion|million|trillion|percentage points?|points?\b|pp\b|times the|µg|ha\b|m²)"
#: An amount, a rate or a distance: a number with a unit, the first of two that share one, and any with decimals. Counts of rows
#: shown below, years, the 95% of an interval and the 5% of a test are none. A Chinese character may stand right before a number.
QUANTITY = re.compile(
    rf"(?<![A-Za-z\d.,])[−-]?\d[\d,]*(?:\.\d+)?(?={_UNIT}|(?:%|亿|万|亿元)?\s*(?:至|to|–|、)\s*[−-]?\d[\d,.]*{_UNIT})"
    r"|(?<![A-Za-z\d.,])[−-]?\d[\d,]*\.\d+"
)
CONFIDENCE = re.compile(r"95%(?=区间|预测区间|[:：]|\s+interval|\s+prediction)|5%(?=水平上|\s+level)")
#: What a text says of method: numbers between quotation marks are examples, ± is how a word is read, 10.1093/… names a paper.
METHOD = re.compile(r"“[^”]*”|\"[^\"]*\"|±\s*\d[\d.]*|\b10\.\d{4,}/\S+")
#: Where a brief says numbers outside its tables. A paragraph that holds others is read by these.
PLACES = {
    "findings": ".key-findings li",
    "tiles": "dl.headline > div",
    "captions": "figcaption, caption",
    "paragraphs": ".cell:not(.key-findings) p, .cell:not(.key-findings) li, details p",
}


def test_the_reader_of_amounts_sees_what_a_person_sees() -> None:
    said = "增长5.8%（5.75%至5.85%），下降2.8%；占比1.26，2023年31个省区市；0.25 to 1.35 percentage points; 95%区间"
    assert QUANTITY.findall(CONFIDENCE.sub("", said)) == ["5.8", "5.75", "5.85", "2.8", "1.26", "0.25", "1.35"]
    assert QUANTITY.findall(METHOD.sub("", '“左右”按±0.5个百分点读，"8%"是5.8%')) == ["5.8"]


def split(item: Tag) -> tuple[int, list[str]]:
    """How many numbers of an element are cited, and its amounts and rates that are not."""
    cited, rest = list[str](), list[str]()
    _tell_apart(item, rest, cited)
    told = sum(len(NUMBER.findall(text)) for text in cited)
    return told, QUANTITY.findall(METHOD.sub("", CONFIDENCE.sub("", "".join(rest))))


def _tell_apart(item: Tag, texts: list[str], cited: list[str]) -> None:
    """Add the texts of an element, and apart from them those of what it cites; pictures, tables and notes have their own."""
    for part in item.children:
        if not isinstance(part, Tag):
            texts += [part] * (type(part) is NavigableString)
        elif part.name not in ("figure", "table") and "tip" not in (classes := part.get_attribute_list("class")):
            inner = list[str]() if "cite" in classes else texts
            _tell_apart(part, inner, cited)
            if inner is not texts:
                texts.append("□")
                cited.append("".join(inner))


def report(where: str, told: Counter[str], bare: dict[str, list[str]]) -> None:
    """Print what was counted, and refuse a page of which less than 95% is cited."""
    missing = {name: numbers for name, numbers in bare.items() if numbers}
    total = sum(map(len, missing.values()))
    print(f"amounts and rates in {where}: {sum(told.values())} with source or formula, {total} without: {missing}")
    assert sum(told.values()) > 20
    for name, numbers in missing.items():
        assert told[name] >= 0.95 * (told[name] + len(numbers)), (name, numbers)


@pytest.mark.browser
@pytest.mark.parametrize("where", PLACES)
def test_amounts_and_rates_have_a_source_or_a_formula(pages: dict[str, BeautifulSoup], where: str) -> None:
    told, bare = Counter[str](), defaultdict(list)
    for name, page in pages.items():
        for item in page.select(PLACES[where]):
            if where == "paragraphs" and (item.find_parent(["figure", "table"]) or item.find(["p", "li"])):
                continue
            cited, rest = split(item)
            told[name] += cited
            bare[name] += rest
    report(where, told, bare)


def heads_of(table: Tag) -> dict[int, Tag]:
    """The heads of a table by the column under them, the lowest of each."""
    found: dict[int, Tag] = {}
    taken: dict[tuple[int, int], bool] = {}
    for y, row in enumerate(table.select("thead tr")):
        x = 0
        for head in row.select("th, td"):
            while taken.get((y, x)):
                x += 1
            for dy in range(int(str(head.get("rowspan", 1)))):
                for dx in range(int(str(head.get("colspan", 1)))):
                    taken[y + dy, x + dx], found[x + dx] = True, head
    return found


@pytest.mark.browser
def test_amounts_and_rates_in_tables_have_a_source_or_a_formula(pages: dict[str, BeautifulSoup]) -> None:
    """A cell brings its own, or the head of its column says how all were computed, or it is the interval beside a cited value."""
    told, bare = Counter[str](), defaultdict(list)
    for name, page in pages.items():
        for table in page.select("main table"):
            heads = heads_of(table)
            for row in table.select("tbody tr"):
                # What is open around a value stands in its note, too.
                beside = " ".join(tip.get_text(" ") for tip in row.select(".tip"))
                for x, cell in enumerate(row.select("th, td")):
                    cited, rest = split(cell)
                    head = heads.get(x)
                    served = bool(head and head.select(".cite")) or all(number in beside for number in rest)
                    told[name] += cited + len(rest) * served
                    bare[name] += [] if served else rest
    report("tables", told, bare)


@pytest.mark.browser
def test_formulas_are_said_in_the_language_of_the_page(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        for mark in page.select(".computed"):
            said = str(mark["data-formula"])
            chinese = re.search("[\u4e00-\u9fff]", said)
            assert bool(chinese) == name.endswith(".zh.html"), (name, said)


@pytest.mark.browser
def test_no_markup_is_shown_as_text(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        said = [page.get_text(" "), *(str(image["alt"]) for image in page.select("img"))]
        assert not [found[0] for text in said if (found := re.search(r"</?(?:span|a|strong|p)\b[^>]*>", text))], name
