"""A hostile report reaches neither browser, spreadsheet, shell nor file system as anything but text."""

from __future__ import annotations

import ast
import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hostile
import openpyxl
import pandas as pd
import pytest
from briefs_fixture import PARAMETERS, write_notebook
from bs4 import BeautifulSoup
from conftest import ROOT
from invented import REPORT
from sites import Shared, serve

import xclib as xc
from xclib.briefs.jobs import read_register
from xclib.briefs.run import make_briefs
from xclib.care.terminal import STEERING, plain
from xclib.cli.main import main
from xclib.data import front
from xclib.data.raw import read_all
from xclib.errors import RawDataError, UnknownNameError, XclibError
from xclib.html import downloads

NAME = REPORT["report_id"]
NEXT = "cn-999901-work-2032"
#: Shows the words of the report by every road that a notebook has.
SHOWN = [
    ("code", PARAMETERS, ["parameters"]),
    ("code", "import xclib as xc\nfrom html import escape\nfrom xclib import charts\nfrom xclib.html import present\nrows = xc.figures(report)", []),
    ("code", "from IPython.display import HTML\nHTML(f'<h1>{escape(rows[\"label\"].iloc[3])}</h1>')", []),
    (
        "code",
        "present.publish_headline([{'label': r.label, 'value': r.number, 'note': r.prefix, 'url': r.source_url} for r in rows.iloc[3:6].itertuples()])",
        [],
    ),
    ("code", "present.findings([present.link(r.label, r.source_url) for r in rows.itertuples()], lang=lang)", []),
    ("code", "present.figures_used(rows, lang=lang)", []),
    (
        "code",
        "bars = rows[rows['measure'] == 'growth'][['label', 'value']].head(9)\n"
        "chart = charts.draw_bars(bars, lang=lang, unit='%', title=rows['label'].iloc[3])\n"
        "charts.show(chart, alt=rows['label'].iloc[5], caption=rows['label'].iloc[6], lang=lang, name='bars')",
        [],
    ),
    ("code", "present.table(xc.plan(report), {'name_zh': 'a', 'plan': 'b', 'unit': 'c'}, caption=rows['label'].iloc[4], lang=lang)", []),
]  # fmt: skip


@pytest.fixture(scope="session")
def attacked(shared_place: Shared) -> Path:
    """Briefs of the hostile data, and the reading view of the hostile page, made once in a session."""
    return shared_place.folder("hostile", make_attacked)


def make_attacked(root: Path) -> None:
    hostile.poison(root / "data")
    (root / "page.html").write_bytes(hostile.as_html())
    (root / "page.txt").write_bytes(hostile.as_text())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("XCLIB_DATA", str(root / "data"))
        write_notebook(root / "notebooks" / "growth.ipynb", SHOWN)
        make_briefs(NAME, out=root / "briefs").check()
        for kind in ("html", "txt"):
            words = ["--view", f"briefs/view-{kind}.html", "--area", "青岚市", "--area-code", "999901", "--year", "2032"]
            assert main(["read", f"page.{kind}", *words]) == 0
    assert not list(root.rglob("pwned*"))


PAGES = ("index.html", f"{NAME}/growth.zh.html", f"{NAME}/growth.en.html", "view-html.html", "view-txt.html")


@pytest.fixture
def served(attacked: Path) -> Iterator[str]:
    with serve(attacked / "briefs") as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_browser_shows_text(chromium: Any, attacked: Path, served: str, path: str) -> None:
    """With the page's own policy switched off, so that nothing but the escaping holds."""
    context = chromium.new_context(bypass_csp=True, accept_downloads=True)
    page = context.new_page()
    asked, dialogs = [], []
    page.add_init_script("window.evil = () => { window.ran = true }; window.alert = () => { window.ran = true }")
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith("data:") else None)
    page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    page.goto(f"{served}/{path}", wait_until="networkidle")
    for link in page.locator("a[href^='#']").all()[:10]:
        link.dispatch_event("click")
    for mark in page.locator(".cite, [onmouseover], a").all()[:20]:
        mark.dispatch_event("mouseover")
    assert page.evaluate("window.ran === undefined")
    assert asked == [f"{served}/{path}"]
    assert dialogs == []
    handlers = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length"
    assert page.evaluate(handlers) == 0
    schemes = set(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.protocol)"))
    assert schemes <= {"http:", "https:", "data:"}
    shown = page.evaluate("document.body.textContent")
    if path != "index.html":
        assert "evil()" in shown, "the attack is shown as text"
        assert "{{ 7*7 }}" in shown
    assert not STEERING.search(shown.replace("\r", "")), "nothing turns the text"
    if told := os.environ.get("XCLIB_PICTURES"):
        page.set_viewport_size({"width": 1280, "height": 1600})
        page.screenshot(path=f"{told}/{path.replace('/', '-')}.png")
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_markup_of_the_report(attacked: Path, path: str) -> None:
    soup = BeautifulSoup((attacked / "briefs" / path).read_text(encoding="utf-8"), "lxml")
    assert all("evil" not in tag.get_text() for tag in soup.find_all(["script", "style"]))
    assert not soup.find_all(["iframe", "object", "embed", "base", "form"])
    assert not soup.find_all("meta", attrs={"http-equiv": "refresh"})
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")], tag.name
        for name in ("href", "src"):
            assert str(tag.get(name, "#")).startswith(("https://qinglan.example/", "#", "data:", "../", NAME, "growth.")), (
                tag.get(name)
            )


def cells_of(path: Path) -> list[Any]:
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
        return [cell.value for cell in cells]
    if path.suffix == ".dta":
        return pd.read_stata(path).to_numpy().ravel().tolist()
    if path.suffix == ".parquet":
        return pd.read_parquet(path).to_numpy().ravel().tolist()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "dta", "parquet"])
def test_a_spreadsheet_gets_text(attacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(attacked / "data"))
    for name, frame in {"figures": xc.figures(NAME), "plan": xc.plan(NAME), "facts": xc.context("gdp", area="999901")}.items():
        told = [str(cell) for cell in cells_of(xc.export(frame, tmp_path / f"{name}.{ending}"))]
        if ending == "csv":
            assert [cell for cell in told if downloads.safe_cell(cell) != cell] == []
        if name == "figures":
            assert any("HYPERLINK" in cell for cell in told), "it is there, as text"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_page_gives_away_is_text(attacked: Path, lang: str) -> None:
    soup = BeautifulSoup((attacked / "briefs" / NAME / f"growth.{lang}.html").read_text(encoding="utf-8"), "lxml")
    found = {str(a["download"]): downloads.from_uri(str(a["href"])) for a in soup.select("a[download]")}
    assert {name.rsplit(".", 1)[1] for name in found} == {"csv", "xlsx"}
    for name, body in found.items():
        assert "/" not in name
        if name.endswith("csv"):
            cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
            assert any("evil" in cell for cell in cells)
            assert [cell for cell in cells if downloads.safe_cell(cell) != cell] == []
        else:
            book = openpyxl.load_workbook(io.BytesIO(body))
            assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_from_the_page_to_the_raw_files(
    attacked: Path,
    invented: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["--area", "青岚市", "--area-code", "999901", "--year", "2032", "--kind", "work report"]
    assert (
        main(["read", str(attacked / f"page.{kind}"), *words, "--add", "--to", "out.csv", "--title-zh", hostile.FORMULA]) == 0
    )
    assert main(["read", str(attacked / f"page.{kind}"), *words]) == 0
    table = capsys.readouterr().out
    assert not STEERING.search(table)
    figures = read_all(invented).figures[NEXT]
    assert {"5.2", "205.6亿", "3.7", "150.2亿", "1.3万", "5.5"} <= {row["number"] for row in figures}, (
        "the figures are read all the same"
    )
    for path in [*(invented / "raw").rglob("*.csv"), Path("out.csv")]:
        text = path.read_bytes().decode("utf-8")
        assert not STEERING.search(text), path
        for cell in (cell for row in csv.reader(io.StringIO(text)) for cell in row):
            assert not cell.startswith(("=HY", "@", "+SUM", "=1", "=c")), cell
    assert not (invented / "raw" / NEXT / "..").resolve().joinpath("pwned").exists()
    assert {p.name for p in (invented / "raw").iterdir()} == {"reports.csv", "context.csv", NAME, NEXT}


def test_a_shell_gets_text(attacked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(attacked / "data"))
    figure = str(front.figures(NAME, stored=True)["figure_id"].iloc[4])
    evil = f"no{hostile.ESCAPES}such{hostile.BIDI}"
    for words in (
        ["reports"], ["figures", NAME], ["search", "evil"], ["plan", NAME], ["source", figure], ["series", "gdp", "999901"],
        ["read", str(attacked / "page.txt"), "--explain", "2"], ["read", evil], ["source", evil], ["figures", evil],
        ["briefs", evil], ["figures", NAME, "--to", f"{evil}/x.csv"], ["watch", evil], ["watch", "--accept", evil],
        ["briefs", "--matrix", evil], ["runs", "--out", evil], ["corpus", "read", evil, "--to", "out"], ["panel", evil],
    ):  # fmt: skip
        main(words)
        told = capsys.readouterr()
        for line in (told.out + told.err).split("\n"):
            assert plain(line.replace("\t", "")) == line.replace("\t", ""), words
        assert len(told.err.strip().split("\n")) <= 2, words


def test_each_line_of_the_command_goes_through_the_terminals_door() -> None:
    assert (ROOT / "xclib" / "cli" / "main.py").is_file()
    for path in (ROOT / "xclib" / "cli").rglob("*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        assert not [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"], path.name


def test_a_table_on_a_terminal(attacked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where rich draws, only its own colours steer."""
    from xclib.cli import main as cli

    monkeypatch.setattr(cli.sys.stdout, "isatty", lambda: True)
    cli._print_table(pd.DataFrame({"a": [hostile.ESCAPES + hostile.BIDI, "[red]x[/red]"]}), {"a": "a"})
    told = capsys.readouterr().out
    assert "\\u001b[2J" in told
    assert "[red]x[/red]" in told
    assert "\u202e" not in told


@pytest.mark.parametrize("bad", ["../../evil", "..", "/tmp/evil", "a/b", "a\\b", ".hidden", "", "a\nb", "-rf"])
def test_an_id_is_no_path(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    monkeypatch.chdir(tmp_path)
    write_notebook(tmp_path / "notebooks" / "growth.ipynb", SHOWN)
    before = sorted(p for p in tmp_path.rglob("*"))
    register = invented / "raw" / "reports.csv"
    good = register.read_text(encoding="utf-8")
    quoted = '"' + bad.replace('"', '""') + '"'
    register.write_text(good.replace(NAME, quoted), encoding="utf-8")
    with pytest.raises(RawDataError):
        read_register(invented)
    assert main(["briefs", "--out", "out"]) == 3
    register.write_text(good, encoding="utf-8")
    with pytest.raises(UnknownNameError):
        make_briefs(bad, out=tmp_path / "out")
    reading = xc.read("青岚市今年工作安排如下。\n地区生产总值增长5.5%左右。".encode(), area="青岚市", year=2031)
    from xclib.reading.report import register as keep

    if bad:
        with pytest.raises(XclibError):
            keep(reading, area_code=bad, root=invented)
    assert sorted(p for p in tmp_path.rglob("*")) == before, "nothing was written anywhere"


@pytest.mark.parametrize("cell", [hostile.ESCAPES, hostile.BIDI, "a\nb", "\u2028", "\x9b2J"])
def test_raw_files_hold_nothing_unseen(invented: Path, cell: str) -> None:
    path = invented / "raw" / NAME / "figures.csv"
    text = path.read_text(encoding="utf-8").replace("城镇新增就业", f'"{cell}"', 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RawDataError, match=r"line 6, column label: holds a character that cannot be seen") as caught:
        read_all(invented)
    assert not STEERING.search(str(caught.value))


@pytest.mark.parametrize("name", ["青岚市<script>", "=1+1", "{{x}}", "[a](javascript:b)", "a&b", "`id`", "$(id)"])
def test_a_name_of_an_area_is_a_name(invented: Path, name: str) -> None:
    path = invented / "raw" / "reports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Qinglan City,", f'"{name}",', 1), encoding="utf-8")
    with pytest.raises(RawDataError, match="column area_en"):
        read_all(invented)


def test_names_of_areas_as_they_are(invented: Path) -> None:
    path = invented / "raw" / "reports.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Qinglan City,", '"Xi\'an-Qinglan (new), St. Élan·1",', 1), encoding="utf-8"
    )
    assert len(read_all(invented).reports) == 1
