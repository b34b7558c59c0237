"""A document read, checked, corrected and registered; the prose is ours and the places are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT

import xclib as xc
from xclib.cli.main import main
from xclib.data.raw import read_all
from xclib.errors import DocumentError, UnknownNameError, XclibError
from xclib.reading import report as reader

TEXT = """青岚市2031年政府工作报告

——2031年1月10日在青岚市第九届人民代表大会第三次会议上

各位代表:

一、2030年工作回顾

过去一年,全市地区生产总值增长4.9%,一般公共预算收入下降1.3%,新增城镇就业1.2万余人。<b>5</b>月建成公园3个。

二、2031年工作安排

地区生产总值增长5%左右,城镇调查失业率控制在5.5%以内。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_read_recognizes_the_report(page: Path) -> None:
    reading = xc.read(page)
    told = reading.document
    assert (told.area, told.kind, told.year) == ("青岚市", "work report", 2031)
    table = reading.table.set_index("indicator")
    assert table.loc["revenue_growth", "value"] == -1.3
    assert table.loc["unemployment_surveyed", "bound"] == "<="


def test_what_is_given_by_hand_wins(page: Path) -> None:
    reading = xc.read(page, area="云泽区", kind="plan report", year=2032)
    assert (reading.document.area, reading.document.kind, reading.document.year) == ("云泽区", "plan report", 2032)
    with pytest.raises(UnknownNameError, match="unknown kind 'novel'"):
        xc.read(page, kind="novel")
    for year in (-5, 0, 20310):
        with pytest.raises(UnknownNameError, match=f"no report is of the year {year}; give one from 1949 to 2100"):
            xc.read(page, year=year)
    for code in ("12", "abc", "1101022"):
        with pytest.raises(UnknownNameError, match=f"'{code}' is no area code; give the six digits of GB/T 2260"):
            xc.read(page, area_code=code)


@pytest.mark.parametrize(("year", "warned"), [(2028, 1), (2030, 0), (2031, 0), (2032, 1)])
def test_a_year_that_the_text_does_not_have_is_doubted_in_one_line(
    page: Path, year: int, warned: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(page), "--year", str(year)]) == 0
    line = f"the year given is {year}, and the text names 2031 as its own"
    assert capsys.readouterr().err.count(line) == warned


def test_corrections_are_kept_apart_and_win(page: Path) -> None:
    reading = xc.read(page)
    n = int(reading.table.set_index("number").loc["4.9", "n"])
    park = int(reading.table.set_index("number").loc["3", "n"])
    before = reading.figures
    reading.correct(n, number="4.8", reason="misprint").leave_out(park, reason="not ours")
    table = reading.table.set_index("n")
    assert (table.loc[n, "value"], table.loc[n, "corrected"]) == (4.8, True)
    assert park not in table.index
    assert reading.figures is before
    assert 4.8 in [r["value"] for r in reading.to_records()]
    assert "corrected by a person" in " ".join(str(f.rules) for f in reading.figures) or reading.corrections


def test_the_last_correction_of_a_field_counts(page: Path) -> None:
    reading = xc.read(page)
    n = int(reading.table.set_index("number").loc["4.9", "n"])
    reading.correct(n, number="48", reason="mistyped").correct(n, status="target", reason="promised")
    reading.correct(n, number="4.8", reason="misprint")
    assert [(row["field"], row["value"]) for row in reading.corrections] == [("status", "target"), ("number", "4.8")]
    reading.leave_out(n, reason="once").leave_out(n, reason="twice")
    assert [row["reason"] for row in reading.corrections if row["field"] == "*"] == ["twice"]


def test_a_wrong_correction_is_refused(page: Path) -> None:
    reading = xc.read(page)
    with pytest.raises(UnknownNameError, match="no field 'colour'"):
        reading.correct(1, colour="red", reason="")
    with pytest.raises(UnknownNameError, match=r"no figure 99; figures are numbered 1 to"):
        reading.correct(99, number="1", reason="")


def test_the_view_marks_every_figure_and_escapes_the_text(page: Path) -> None:
    html = xc.read(page).to_html(whole=True)
    assert html.count("<mark ") == len(xc.read(page))
    assert "<b>5</b>" not in html
    assert "&lt;b&gt;5&lt;/b&gt;" in html
    assert "<script" not in html


def test_explain_names_rules_and_neighbours(page: Path) -> None:
    reading = xc.read(page)
    n = int(reading.table.set_index("number").loc["3", "n"])
    told = "\n".join(reading.explain(n))
    assert "read by" in told
    assert "left out" in told


def test_read_writes_the_records_of_the_standard(page: Path, tmp_path: Path) -> None:
    assert main(["read", str(page), "--doc", "q31", "--to", str(tmp_path / "out.jsonl")]) == 0
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = TEXT.split("\n")
    assert {r["doc"] for r in records} == {"q31"}
    for record in records:
        assert lines[record["line"] - 1].startswith(record["number"], record["start"])


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx", "json"])
def test_read_writes_tables(page: Path, tmp_path: Path, ending: str) -> None:
    assert main(["read", str(page), "--to", str(tmp_path / f"out.{ending}")]) == 0
    assert (tmp_path / f"out.{ending}").stat().st_size > 0


def test_registered_and_briefed_without_code(page: Path, invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "read",
        str(page),
        "--year",
        "2032",
        "--add",
        "--source-url",
        "https://qinglan.example/2032",
        "--area-en",
        "Qinglan City",
    ]
    assert main(words) == 0
    assert "registered as cn-999901-work-2032" in capsys.readouterr().err
    figures = xc.figures("cn-999901-work-2032")
    assert xc.figure("cn-999901-work-2032", indicator="gdp_growth")["value"] == 4.9
    assert figures["source_url"].str.startswith("https://qinglan.example/2032#:~:text=").all()
    assert main(words) == 1
    assert "is already registered" in capsys.readouterr().err
    assert main([*words, "--again"]) == 0


def test_a_figure_without_a_label_is_registered_and_named_by_place(
    page: Path, invented: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_text(TEXT + "\n安排9亿元，增长3%。\n", encoding="utf-8")
    assert main(["read", str(page), "--year", "2032", "--add"]) == 0
    assert "2 figures without a label, to be named by hand: 15:2, 15:8" in capsys.readouterr().err
    assert (xc.figures("cn-999901-work-2032")["label"] == "").sum() == 2


def test_a_registered_plan_has_its_aims_and_what_they_are_of(page: Path, invented: Path) -> None:
    """Under a head of two rows the aim is taken, and 亿元 and 万人 are units of what the catalogue knows."""
    table = (
        "序号\t指标\t单位\t属性\t2031年\t2032年计划\t2032年计划\n序号\t指标\t单位\t属性\t实际完成\t目标\t增长（%）\n"
        "1\t地区生产总值\t亿元\t预期性\t512.4\t—\t5左右\n2\t社会消费品零售总额\t亿元\t预期性\t187\t196\t5\n"
        "3\t城镇新增就业\t万人\t预期性\t1.3\t1.2以上\t—\n"
    )
    page.write_text(f"{TEXT}\n附件\n{table}", encoding="utf-8")
    assert main(["read", str(page), "--year", "2032", "--add"]) == 0
    plan = xc.plan("cn-999901-work-2032")
    assert list(plan["plan"]) == ["5左右", "196", "1.2以上"]
    assert list(plan["indicator"]) == ["gdp_growth", "retail", "urban_new_jobs"]
    assert list(plan["value"]) == [5, 19_600_000_000, 12_000]
    assert list(plan["bound"]) == ["~", "=", ">="]


def test_registered_corrections_are_kept_when_read_again(page: Path, invented: Path) -> None:
    reading = xc.read(page, year=2032)
    n = int(reading.table.set_index("number").loc["4.9", "n"])
    report = reader.register(reading.correct(n, number="4.8", reason="misprint"), root=invented)
    assert xc.figure(report, indicator="gdp_growth")["value"] == 4.8
    reader.register(xc.read(page, year=2032), root=invented, again=True)
    assert xc.figure(report, indicator="gdp_growth")["value"] == 4.8
    assert "4.9" in (invented / "raw" / report / "figures.csv").read_text(encoding="utf-8")


TABLE = "2030年云泽区茶业统计公报\n全年产茶8吨。\n\n表1 2030年分行业茶园投资及其增长速度\n\n| 行业 | 投资额（亿元） | 增长（%） |\n| --- | --- | --- |\n| 采摘业 | 24 | 9.1 |\n| 茶园投资服务业 | 9 | -1.0 |\n"


def test_rows_of_a_table_are_named_with_what_it_is_of_unless_a_person_named_them(invented: Path) -> None:
    reading = xc.read(TABLE.encode(), area="云泽区", area_code="999901", kind="communique", year=2030)
    report = reader.register(reading, area_code="999901", root=invented)
    figures = xc.figures(report)
    assert figures["label"].tolist()[1:] == ["采摘业"] * 2 + ["茶园投资服务业"] * 2
    assert figures["label_zh"].tolist()[1:] == ["采摘业（茶园投资）"] * 2 + ["茶园投资服务业"] * 2
    hand = {"scope": "", "label": "采摘业", "line": "", "label_zh": "采摘", "label_en": "Picking"}
    reader.register(reading, area_code="999901", root=invented, again=True, tables={"labels": [hand]})
    reader.register(reading, area_code="999901", root=invented, again=True)
    assert set(xc.figures(report)["label_en"]) == {"", "Picking"}


def test_what_the_register_must_know(invented: Path) -> None:
    reading = xc.read("全年粮食产量20万吨。".encode())
    before = sorted(p.name for p in (invented / "raw").iterdir())
    with pytest.raises(XclibError, match="the area and the year of the report are not known; give --area and --year"):
        reader.register(reading, root=invented)
    reading = xc.read("全年粮食产量20万吨。".encode(), area="无名县", year=2031)
    with pytest.raises(XclibError, match="GB/T 2260 code of 无名县 is not known; give --area-code"):
        reader.register(reading, root=invented)
    assert sorted(p.name for p in (invented / "raw").iterdir()) == before


def test_a_page_without_figures_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.txt"
    path.write_text("这里没有任何数据。\n" * 3, encoding="utf-8")
    assert main(["read", str(path), "--to", str(tmp_path / "out.csv")]) == 4
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()
    with pytest.raises(DocumentError):
        xc.read(path)


@pytest.mark.corpus
def test_plan_table_of_xicheng(shared: Path) -> None:
    from xclib.extract.document import parse_text
    from xclib.extract.plan_table import read_plan

    rows = read_plan(parse_text((shared / "reports" / "xicheng-2024.txt").read_text(encoding="utf-8")))
    plan = xc.plan("cn-110102-plan-2024")
    assert [(r.number, r.part, r.dimension, r.name, r.unit, r.plan, r.nature, r.line) for r in rows] == [
        (p.number, p.part, p.dimension_zh, p.scope + p.name_zh, p.unit, p.plan, p.nature, p.line) for p in plan.itertuples()
    ]


UNLABELLED = """云泽区2031年政府工作报告
一、2030年工作回顾
地区生产总值增长5.8%，超过三成，其中2/3的乡镇完成目标。
②专项支出。安排22.9亿元，占比32.3%。
二、2031年工作安排
地区生产总值增长6%左右，农村公路新增123.
4公里。
"""


def test_what_was_read_is_registered_and_what_to_look_at_is_listed(
    invented: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.txt").write_text(UNLABELLED, encoding="utf-8")
    words = ["read", str(tmp_path / "r.txt"), "--area-code", "999902", "--add"]
    assert main(words) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "look first at area 云泽区, kind work report, year 2031: read from the text, not given"
    assert told[-1].startswith("registered as cn-999902-work-2031")
    assert {"2/3", "22.9亿"} <= set(xc.figures("cn-999902-work-2031")["number"])


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"number": "abc"}, "'abc' is no number"), ({"status": "promised"}, "unknown status"), ({"bound": "≈"}, "unknown bound")],
)
def test_a_value_that_a_field_cannot_have_is_refused_at_once(page: Path, fields: dict[str, str], message: str) -> None:
    reading = xc.read(page)
    with pytest.raises(XclibError, match=message):
        reading.correct(1, reason="mistyped", **fields)
    assert reading.corrections == []


def test_a_bound_is_corrected_without_its_word(page: Path, invented: Path) -> None:
    reading = xc.read(page, year=2032)
    n = int(reading.table.set_index("number").loc["4.9", "n"])
    report = reader.register(reading.correct(n, bound=">", reason="misread"), root=invented)
    assert xc.figure(report, indicator="gdp_growth")["bound"] == ">"


def test_no_message_names_a_file_that_is_gone(page: Path, invented: Path) -> None:
    reading = xc.read(page, year=2032)
    with pytest.raises(XclibError) as caught:
        reader.register(reading, root=invented, area_en="<b>")
    assert ".trial" not in str(caught.value)
    assert str(invented) not in str(caught.value)


def test_the_view_shows_the_place_that_corrections_ask_for(page: Path) -> None:
    reading = xc.read(page)
    assert f"<td>{reading.table['place'].iloc[0]}</td>" in reading.to_html()


SAMPLE = ROOT / "docs" / "sample" / "qinglan-2031.html"


def test_the_sample_page_of_the_documentation(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What docs/reading-a-report.md asks a newcomer to run."""
    monkeypatch.chdir(tmp_path)
    assert main(["read", str(SAMPLE), "--view", "review.html", "--to", "figures.csv"]) == 0
    assert (tmp_path / "review.html").read_text(encoding="utf-8").count("<mark ") == 56
    table = xc.read(SAMPLE).table
    found = table.loc[table["label"] == "城镇新增就业", ["number", "bound", "status", "period"]]
    assert found.to_numpy().tolist() == [
        ["2.8万", "=", "actual", "2030"],
        ["2.8", "=", "actual", "2030"],
        ["3.7", "=", "actual", "2030"],
        ["2.6", ">=", "target", "2031"],
    ]
    assert set(table["indicator"]) >= {"gdp", "gdp_growth", "revenue", "retail", "pm25", "cpi", "unemployment_surveyed"}
    assert main(["read", str(SAMPLE), "--explain", "17"]) == 0
    assert "read by" in capsys.readouterr().out
    assert main(["read", str(SAMPLE), "--add", "--area-code", "999902"]) == 0
    assert "cn-999902-work-2031" in read_all(invented).figures
    assert not any(name in SAMPLE.read_text(encoding="utf-8") for name in ("北京", "西城"))


def test_the_view_shows_tables_as_tables() -> None:
    html = xc.read(SAMPLE).to_html()
    assert "<th>2031年目标</th>" in html
    assert html.count("<tr><td><small>") == 5
