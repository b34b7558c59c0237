"""From raw files to processed tables: right, the same every time, and nothing written when a row is bad."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT
from invented import REPORT, figure_row, write_invented, write_rows

from xclib.data import store
from xclib.errors import RawDataError, UnknownNameError
from xclib.model.numerals import parse_numeral, parse_range

FIGURES = Path("raw") / REPORT["report_id"] / "figures.csv"


def digest(folder: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_build_writes_the_same_bytes_in_another_process(copied: Path) -> None:
    store.build(copied)
    first = digest(copied / "processed")
    subprocess.run([sys.executable, "-c", "from xclib.data import store; store.build()"], check=True)
    assert digest(copied / "processed") == first
    assert {"figures.csv", "figures.parquet", "datapackage.json"} <= set(first)


def test_a_build_does_not_load_what_only_tests_need(copied: Path) -> None:
    program = "import sys, xclib; from pathlib import Path; xclib.build(Path(sys.argv[1])); print('hypothesis' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program, str(copied)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_csv_and_parquet_agree(copied: Path) -> None:
    store.build(copied)
    for table in ("figures", "plan", "pairs", "context"):
        parquet = pd.read_parquet(copied / "processed" / f"{table}.parquet")
        text = pd.read_csv(
            copied / "processed" / f"{table}.csv",
            keep_default_na=False,
            na_values={c: [""] for c in parquet.select_dtypes("number")},
        )
        assert list(text.columns) == list(parquet.columns)
        for column in parquet.select_dtypes("float"):
            pd.testing.assert_series_equal(text[column].astype(float), parquet[column], check_dtype=False)


def test_datapackage_is_valid(copied: Path) -> None:
    from frictionless import Package

    store.build(copied)
    report = Package(str(copied / "processed" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]


def test_data_dictionary_is_current() -> None:
    from xclib.data.schema import to_dictionary

    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == to_dictionary(), (
        "run: python -m xclib.data.schema > docs/data-dictionary.md"
    )


def test_normalized_row(invented: Path) -> None:
    row = store.load()["figures"].iloc[0]
    assert row["figure_id"] == "cn-999901-work-2031:3:10"
    assert (row["value"], row["low"], row["high"]) == (3210.5e8, 3210.45e8, 3210.55e8)
    assert (row["value_exact"], row["unit_mult"], row["decimals"]) == ("321050000000", 8, 1)
    assert (row["indicator"], row["topic"], row["price_basis"], row["direction"]) == ("gdp", "growth", "nominal", "up")


def test_a_label_in_traditional_characters_is_shown_as_printed(invented: Path) -> None:
    write_rows(invented / FIGURES, "figures", [figure_row(label="地區生產總值")])
    row = store.load()["figures"].iloc[0]
    assert (row["label"], row["label_zh"], row["indicator"], row["topic"]) == (
        "地区生产总值",
        "地區生產總值",
        "gdp_growth",
        "growth",
    )


def test_a_decrease_is_negative(invented: Path) -> None:
    row = store.load()["figures"].set_index("label").loc["一般公共预算收入"].iloc[0]
    assert row["value"] == -1.3
    assert (row["low"], row["high"]) == pytest.approx((-1.35, -1.25))


def test_a_part_of_the_area_is_not_the_area(invented: Path) -> None:
    rows = [figure_row(scope="老城以外", label="公园绿地500米服务半径覆盖率", number="100", measure="level")]
    write_rows(invented / FIGURES, "figures", rows)
    assert store.load()["figures"].loc[0, "indicator"] == ""


def test_a_part_of_the_year_is_not_the_year(invented: Path) -> None:
    told = {"coverage": "half", "preliminary": "true", "basis": "comparable"}
    write_rows(invented / FIGURES, "figures", [figure_row(), figure_row(start="30", **told)])
    figures = store.load()["figures"].set_index("start")
    assert (figures["indicator"] == "").tolist() == [False, True]
    assert figures.loc[10, ["coverage", "preliminary", "basis"]].tolist() == ["year", False, ""]
    assert figures.loc[30, ["coverage", "preliminary", "basis"]].tolist() == ["half", True, "comparable"]


def test_revenue_beyond_the_general_budget_is_another_thing_and_names_are_those_of_the_time(invented: Path) -> None:
    wide, aim = (
        figure_row(label="地方财政收入"),
        figure_row(label="财政一般预算收入", start="30", status="target", period="2031"),
    )
    farm = figure_row(label="农民年人均纯收入", start="40")
    write_rows(invented / FIGURES, "figures", [wide, aim, farm])
    named = store.load()["figures"].set_index("start")[["indicator", "label_en"]]
    assert named.to_numpy().tolist() == [
        ["revenue_wider_growth", "Growth of local fiscal revenue beyond the general budget"],
        ["revenue_growth", "Growth of general budget revenue"],
        ["rural_income_growth", "Growth of rural net income per head"],
    ]
    write_rows(invented / FIGURES, "figures", [wide])
    assert store.load()["figures"][["indicator", "label_en"]].iloc[0].tolist() == [
        "revenue_growth",
        "Growth of local fiscal revenue",
    ]


def test_a_file_older_than_a_column_holds_its_default(invented: Path) -> None:
    file = invented / FIGURES
    rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
    kept = [name for name in rows[0] if name not in ("coverage", "preliminary", "basis")]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    assert set(store.load()["figures"]["coverage"]) == {"year"}


def test_corrections_win_and_are_marked(invented: Path) -> None:
    fixes = [
        {"line": "3", "start": "30", "field": "number", "value": "4.8", "reason": "misread"},
        {"line": "9", "start": "10", "field": "*", "value": "", "reason": "a phone number"},
    ]
    write_rows(invented / FIGURES.with_name("corrections.csv"), "corrections", fixes)
    figures = store.load()["figures"]
    changed = figures[figures["start"] == 30].iloc[0]
    assert (changed["value"], bool(changed["corrected"])) == (4.8, True)
    assert 9 not in set(figures["line"])
    assert "4.9" in (invented / FIGURES).read_text(encoding="utf-8"), "what was read stays as it was"


BAD_ROWS = [
    ({"bound": "≈"}, r"line 2, column bound: '≈' must be one of =, ~, >"),
    ({"line": "x"}, r"line 2, column line: 'x' must be a whole number"),
    ({"line": "9" * 20}, r"line 2, column line: '9+' must be a whole number"),
    ({"line": "0"}, r"line 2, column line: '0' minimum is 1"),
    ({"part": ""}, r"line 2, column part: '' must not be empty"),
    ({"period": "23"}, r"line 2, column period: '23' must match"),
    ({"prefix": "一二三四五六七八九十一"}, r"line 2, column prefix: .* must have at most 10 characters"),
    ({"number": "很多"}, r"line 2: column number: '很多' is no number"),
    ({"bound": ">"}, r"line 2: bound '>' and bound_word '' disagree"),
]


@pytest.mark.parametrize(("told", "message"), BAD_ROWS, ids=[next(iter(t)) + "=" + next(iter(t.values())) for t, _ in BAD_ROWS])
def test_a_bad_row_is_named_and_nothing_is_written(invented: Path, told: dict[str, str], message: str) -> None:
    write_rows(invented / FIGURES, "figures", [figure_row(**told)])
    with pytest.raises(RawDataError, match=message) as raised:
        store.build(invented)
    assert "figures.csv" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not (invented / "processed").exists()


@pytest.mark.parametrize("day", ["2031-02-29", "2031-13-01", "0000-00-00"])
def test_a_day_is_of_the_calendar(invented: Path, day: str) -> None:
    write_rows(invented / "raw" / "reports.csv", "reports", [REPORT | {"delivered": day}])
    with pytest.raises(RawDataError, match=f"column delivered: '{day}' must be a day of the calendar"):
        store.load(invented)


def test_the_last_good_tables_stay(invented: Path) -> None:
    store.build(invented)
    before = digest(invented / "processed")
    write_rows(invented / FIGURES, "figures", [figure_row(bound="≈")])
    with pytest.raises(RawDataError):
        store.build(invented)
    assert digest(invented / "processed") == before


BAD_FILES = [
    (b"", "not a table"),
    ("表头\n".encode("gb18030"), "not UTF-8 at byte"),
    (b"part,section\nreview,1\n", "column 'paragraph' is missing"),
    (b'part\n"unclosed', "not a table|is missing"),
]


@pytest.mark.parametrize(("body", "message"), BAD_FILES)
def test_a_corrupt_file_is_named(invented: Path, body: bytes, message: str) -> None:
    (invented / FIGURES).write_bytes(body)
    with pytest.raises(RawDataError, match=message):
        store.build(invented)


def test_a_missing_file_is_named(invented: Path) -> None:
    (invented / FIGURES).unlink()
    with pytest.raises(RawDataError, match=r"figures\.csv: the file is missing; restore it"):
        store.build(invented)


def test_the_same_place_twice_is_refused(invented: Path) -> None:
    write_rows(invented / FIGURES, "figures", [figure_row(), figure_row(number="5.9")])
    with pytest.raises(RawDataError, match="stands twice"):
        store.build(invented)


def test_unknown_report() -> None:
    with pytest.raises(UnknownNameError, match="unknown report 'cn-1'; did you mean cn-110102-plan-2024"):
        store.report_row("cn-1")


def test_a_changed_file_is_read_again(invented: Path) -> None:
    assert len(store.load()["figures"]) == 7
    write_rows(invented / FIGURES, "figures", [figure_row()])
    assert len(store.load()["figures"]) == 1


def test_xicheng_is_whole() -> None:
    tables = store.load()
    assert len(tables["figures"]) == 314
    plan = tables["plan"]
    assert (len(plan), plan["number"].nunique()) == (21, 20)
    assert plan["nature"].value_counts().to_dict() == {"anticipatory": 13, "binding": 8}
    assert plan["value"].notna().sum() == 14
    unnumbered = plan[plan["value"].isna()]["plan"].tolist()
    assert unnumbered.count("达到市级要求") == 4
    assert {"与经济增长同步", "与一般公共预算支出基本同步", "-"} <= set(unnumbered)


def test_every_raw_number_can_be_read() -> None:
    for number in store.load()["figures"]["number"]:
        assert parse_range(number) or parse_numeral(number), number


@pytest.mark.corpus
def test_xicheng_scores_100(shared: Path, tmp_path: Path) -> None:
    """What stands in data/raw, scored by the judge of the standard."""
    from xclib.data.front import to_records

    told = tmp_path / "told.jsonl"
    records = to_records("cn-110102-plan-2024", doc="xicheng-2024")
    told.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    judge = [
        sys.executable,
        str(shared / "standard" / "score.py"),
        str(shared / "standard" / "xicheng-2024.gold.jsonl"),
        str(told),
        "--json",
    ]
    score = json.loads(subprocess.run(judge, check=True, capture_output=True, text=True).stdout)
    assert {k: score[k] for k in ("gold", "predicted", "found", "exact", "full", "label")} == {
        "gold": 314,
        "predicted": 314,
        "found": 100,
        "exact": 100,
        "full": 100,
        "label": 100,
    }


@pytest.mark.corpus
def test_xicheng_text_is_the_registered_one(shared: Path) -> None:
    text = (shared / "reports" / "xicheng-2024.txt").read_text(encoding="utf-8")
    normal = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    assert store.report_row("cn-110102-plan-2024")["text_sha256"] == sha256(normal.encode()).hexdigest()


@pytest.mark.corpus
def test_links_are_unique_on_the_page(shared: Path) -> None:
    from xclib.model.sources import Page

    lines = (shared / "reports" / "xicheng-2024.txt").read_text(encoding="utf-8").split("\n")
    page = Page(lines)
    for row in store.load()["figures"].itertuples():
        end = row.start + len(row.number)
        end += len(row.unit) if row.unit and lines[row.line - 1].startswith(row.unit, end) else 0
        assert row.source_url.endswith("#:~:" + page.fragment(row.line, row.start, end)), row.figure_id


@pytest.mark.corpus
def test_context_is_what_the_facts_say(shared: Path) -> None:
    facts = pd.read_csv(shared / "facts" / "facts.csv", dtype=str, keep_default_na=False)
    ours = pd.read_csv(ROOT / "data" / "raw" / "context.csv", dtype=str, keep_default_na=False)
    for column, theirs in (
        ("area_code", "area_code"),
        ("period", "year"),
        ("as_printed", "as_printed"),
        ("value", "value"),
        ("source_url", "source_url"),
        ("status", "status"),
    ):
        assert ours[column].tolist() == facts[theirs].tolist()


def test_a_bad_table_leaves_out_its_report_alone(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = len(store.load()["figures"])
    other = REPORT["report_id"]
    write_invented(copied.parent / "more")
    shutil.copytree(copied.parent / "more" / "raw" / other, copied / "raw" / other)
    register = copied / "raw" / "reports.csv"
    more = (copied.parent / "more" / "raw" / "reports.csv").read_text(encoding="utf-8").splitlines()[1:]
    register.write_text(register.read_text(encoding="utf-8") + "\n".join(more) + "\n", encoding="utf-8")
    bad = copied / "raw" / other / "figures.csv"
    bad.write_text(bad.read_text(encoding="utf-8").replace(",actual,", ",actuol,", 1), encoding="utf-8")
    with pytest.warns(UserWarning, match=f"{other} is left out: .*'actuol' must be one of"):
        assert len(store.load()["figures"]) == whole
    with pytest.raises(RawDataError, match="'actuol' must be one of"):
        store.report_row(other)
    assert store.report_row("cn-110102-plan-2024")["area_code"] == "110102"
    with pytest.raises(RawDataError):
        store.build(copied)


def test_text_is_held_as_objects_but_where_it_has_gaps() -> None:
    frame = pd.DataFrame({"whole": ["增长", ""], "gaps": ["增长", None], "value": [1.5, 2.5]}).astype(
        {"whole": "str", "gaps": "str"}
    )
    found = store.plain_text(frame)
    assert found["whole"].dtype == object
    # An answer to a question of text is yes or no, as of strings, so that it can be combined with others.
    assert found["gaps"].str.contains("增").tolist() == [True, False]
    assert found.astype(object).equals(frame.astype(object))
    assert frame["whole"].dtype != object, "the table given is left as it was"
