"""Briefs as a scheduled run meets them: made, kept, refused, failed, and what a page may never contain."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from briefs_fixture import CELLS, Cells, write_notebook
from conftest import ROOT
from invented import context_row, write_rows

from xclib.briefs import fingerprint, kernel, manifest, runs
from xclib.briefs import run as briefs
from xclib.briefs.pagecheck import check_html, check_markup
from xclib.briefs.run import BriefRun, make_briefs
from xclib.care import files
from xclib.errors import BriefError, BusyError, UnknownNameError
from xclib.html.shell import page_style, read_words

REPORT = "cn-999901-work-2031"
#: Without pandas and matplotlib: for what does not depend on them.
SMALL: Cells = [CELLS[0], CELLS[2], CELLS[3], CELLS[4], ("code", "print(report, lang, horizon)", [])]


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lent_server: None) -> Path:
    monkeypatch.chdir(tmp_path)
    write_notebook(tmp_path / "notebooks" / "growth.ipynb", SMALL)
    return tmp_path


def run(langs: tuple[str, ...] = ("zh",), **told: object) -> BriefRun:
    return make_briefs(REPORT, langs=langs, **told)  # type: ignore[arg-type]


def page(lang: str = "zh", notebook: str = "growth") -> str:
    return Path("briefs", REPORT, f"{notebook}.{lang}.html").read_text(encoding="utf-8")


def rows() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(Path("briefs/manifest.json").read_text(encoding="utf-8"))["briefs"]
    return found


def test_a_whole_notebook_becomes_two_pages_and_an_index(place: Path) -> None:
    write_notebook(place / "notebooks" / "growth.ipynb")
    done = run(("zh", "en"))
    assert done.check().counts == {"made": 2, "kept": 0, "failed": 0}
    zh, en = page("zh"), page("en")
    assert check_html(zh) == check_html(en) == []
    assert '<html lang="zh-CN">' in zh
    assert '<html lang="en">' in en
    assert "<title>青岚市增长简报 · 青岚市：2030年结果与2031年计划</title>" in zh
    assert rows()[0]["title"] == "青岚市增长简报"
    assert "中文正文" in zh
    assert "English prose" not in zh
    assert "English prose" in en
    assert "中文正文" not in en
    assert "只在中文" in zh
    assert "只在中文" not in en
    assert "working" not in zh  # the cell is tagged hidden
    assert "import pandas" not in zh  # code stays out
    assert 'class="cell key-findings' in zh
    assert 'scope="col"' in zh
    assert 'scope="row"' in zh
    assert "a &amp; b" in zh
    assert "说明 &lt;i&gt;" in zh
    assert 'href="../index.html"' in zh
    assert 'href="growth.en.html"' in zh
    assert 'rel="noopener noreferrer"' in zh
    for told in ("2031-01-20", "UTC", "pandas", rows()[0]["fingerprint"][:16]):  # type: ignore[index]
        assert told in zh
    index = done.index.read_text(encoding="utf-8")
    assert check_html(index) == []
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in index
    assert f'href="{REPORT}/growth.en.html"' in index
    assert "GDP growth" in index
    assert "地区生产总值增速" in index
    assert not list(Path("briefs").rglob(".part-*"))
    assert not Path("briefs", runs.SCRATCH).exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_no_notebook(place: Path) -> None:
    """It would be waited for until somebody wrote into it."""
    path = place / "notebooks" / "growth.ipynb"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(BriefError, match=r"growth\.ipynb: is no regular file"):
        run().check()


def test_a_second_run_executes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    before = page()
    monkeypatch.setattr(briefs, "_make_here", lambda *_, **__: pytest.fail("executed"))
    for folder in (Path("briefs", REPORT), Path("briefs")):
        (folder / ".part-1.growth.html").touch()  # of a run that was killed
    assert run().counts["kept"] == 1
    assert page() == before
    assert not list(Path("briefs").rglob(".part-*"))


def test_the_style_of_every_page_may_be_published() -> None:
    assert [*check_markup(f"<style>{page_style()}</style>")] == []


def test_a_notebook_saved_with_its_outputs_is_unchanged(place: Path) -> None:
    run()
    path = place / "notebooks" / "growth.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", text="1")]
    notebook.cells[-1].execution_count = 7
    nbformat.write(notebook, path)
    assert run().counts["kept"] == 1


def test_what_makes_a_brief_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reason alone, as the plan names it; a run makes what the plan names."""

    def why(**told: object) -> str:
        (job,) = briefs.plan_briefs(REPORT, langs=["zh"], **told)  # type: ignore[arg-type]
        return job.why

    def why_edited(path: Path, old: str, new: str) -> str:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        said = why()
        path.write_text(text, encoding="utf-8")
        assert why() == ""
        return said

    assert run().counts["made"] == 1
    target, raw = Path("briefs", REPORT, "growth.zh.html"), place / "data" / "raw"
    assert why_edited(place / "notebooks" / "growth.ipynb", "平稳增长", "增长") == "notebook changed"
    assert why_edited(raw / REPORT / "figures.csv", "4.9", "4.8") == "data changed"
    assert why_edited(raw / "context.csv", "qinglan.example/2030", "qinglan.example/2030b") == "data changed"
    assert why_edited(target, "</html>", "</html> ") == "the page was altered"
    assert why(parameters={"horizon": 2}) == "parameters changed"
    with monkeypatch.context() as patch:
        patch.setattr(fingerprint, "read_versions", lambda: {"python": "3.99", "pandas": "99"})
        assert why() == "versions changed"
    assert why(force=True) == "forced"
    assert run(force=True).counts == {"made": 1, "kept": 0, "failed": 0}
    target.unlink()
    assert why() == "the page is missing"
    assert run().counts == {"made": 1, "kept": 0, "failed": 0}
    assert target.is_file()


def test_parameters_reach_the_notebook(place: Path) -> None:
    run(parameters={"horizon": "5"})  # as a shell gives it
    assert f"{REPORT} zh 5" in page()
    assert rows()[0]["parameters"] == {"report": REPORT, "lang": "zh", "horizon": 5}


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"parameters": {"horizn": 2}}, "unknown parameter 'horizn'"),
        ({"parameters": {"horizon": "many"}}, "parameter horizon cannot be 'many'"),
        ({"parameters": {"horizon": True}}, "parameter horizon cannot be True"),
        ({"parameters": {"horizon": Path("x")}}, "parameter horizon cannot be"),
        ({"parameters": {"lang": "en"}}, "lang is no further parameter"),
        ({"notebooks": ["grwth"]}, "unknown notebook 'grwth'"),
        ({"notebooks": ["growth", "growth"]}, "two notebooks of one name"),
        ({"langs": ("fr",)}, "unknown language 'fr'"),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_runs(place: Path, told: dict[str, object], message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        run(**told)
    assert not list(Path("briefs").rglob("*.html"))


def test_data_as_of_is_the_newest_date(place: Path) -> None:
    write_rows(
        place / "data" / "raw" / "context.csv", "context", [context_row(source_date="2032-02-01"), context_row(period="2028")]
    )
    assert run().check().briefs[0].data_as_of == "2032-02-01"


def test_unknown_report(place: Path) -> None:
    with pytest.raises(UnknownNameError, match="cn-0"):
        make_briefs("cn-0")


def test_a_failure_keeps_the_last_good_page_and_stops_nobody(place: Path) -> None:
    write_notebook(place / "notebooks" / "fiscal.ipynb", SMALL)
    run()
    good = page()
    write_notebook(place / "notebooks" / "growth.ipynb", [*SMALL, ("code", "raise ValueError('first\\nno <figure>')", [])])
    write_notebook(place / "notebooks" / "fiscal.ipynb", [*SMALL, ("markdown", "新的。", ["zh"])])
    done = run()
    assert [(b.notebook, b.status) for b in done.briefs] == [("growth", "failed"), ("fiscal", "made")]
    marked = page()
    assert "本页自" in marked
    assert check_html(marked) == []
    manifest.mark_stale(Path("briefs", REPORT, "growth.zh.html"), "")
    assert page() == good
    Path("briefs", REPORT, "growth.zh.html").write_text(marked, encoding="utf-8")
    assert "新的" in page(notebook="fiscal")
    with pytest.raises(BriefError) as raised:
        done.check()
    told = str(raised.value)
    assert told.splitlines() == [told]
    assert told.startswith("growth.ipynb (zh): cell 6: ValueError: no <figure>; open ")
    opened = Path(told.split("; open ")[1])
    assert any(o.output_type == "error" for c in nbformat.read(opened, as_version=4).cells for o in c.get("outputs", ()))
    index = done.index.read_text(encoding="utf-8")
    assert "运行失败" in index
    assert f'href="{REPORT}/growth.zh.html"' in index
    assert [r["status"] for r in rows()] == ["failed", "made"]
    # The next run tries again, and clears away what failed.
    write_notebook(place / "notebooks" / "growth.ipynb", SMALL)
    assert run().counts == {"made": 0, "kept": 2, "failed": 0}
    assert page() == good
    assert rows()[0]["stale_since"] == ""


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (("code", "import sys; sys.exit(0)", []), "ended early"),
        (("code", "import os; os._exit(3)", []), "DeadKernelError"),
        (("code", "1/0", ["raises-exception"]), "ZeroDivisionError"),
        (("code", "float('nan')", []), "'nan' is shown"),
        (("code", "from IPython.display import HTML; HTML('<script>1</script>')", []), "<script> is not allowed"),
        (
            ("code", 'from IPython.display import HTML; HTML(\'<img src="https://a.example/x.png" alt="x">\')', []),
            "loads https",
        ),
        (("code", "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()", []), "no alt text"),
        (("code", "from IPython.display import JSON; JSON({'label': 'x'})", ["headline"]), "not a headline number"),
        (("code", "1", ["headline"]), "shows no numbers"),
    ],
)
def test_what_never_gets_published(place: Path, cell: tuple[str, str, list[str]], message: str) -> None:
    write_notebook(place / "notebooks" / "growth.ipynb", [SMALL[0], cell])
    done = run()
    assert message in done.briefs[0].error
    assert "\n" not in done.briefs[0].error
    assert not Path("briefs", REPORT).exists()


def test_a_file_that_is_no_notebook_fails_alone(place: Path) -> None:
    (place / "notebooks" / "fiscal.ipynb").write_text("{", encoding="utf-8")
    write_notebook(place / "notebooks" / "livelihood.ipynb", [("code", "report = 'x'", ["parameters"])])
    done = run()
    assert [b.status for b in done.briefs] == ["made", "failed", "failed"]
    assert "not a notebook" in done.briefs[1].error
    assert "has no parameter lang" in done.briefs[2].error


def test_warnings_are_kept_from_readers_and_told_in_the_manifest(place: Path) -> None:
    write_notebook(
        place / "notebooks" / "growth.ipynb", [*SMALL, ("code", "import sys; print('careful', file=sys.stderr)", [])]
    )
    assert run().briefs[0].warnings == ["careful"]
    assert "careful" not in page()


def test_the_headline_of_present(place: Path) -> None:
    code = "from xclib.html.present import publish_headline\npublish_headline([{'label': 'GDP', 'value': '4.9%', 'note': ''}])"
    write_notebook(place / "notebooks" / "growth.ipynb", [SMALL[0], ("code", code, [])])
    assert run().check().briefs[0].headline == [{"label": "GDP", "value": "4.9%", "note": ""}]
    assert '<dd class="value">4.9%</dd>' in page()


def test_the_kernel_is_this_python_whatever_the_machine_offers(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = place / "jupyter" / "kernels" / "python3"
    other.mkdir(parents=True)
    spec = {
        "argv": ["/no/such/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "x",
        "language": "python",
    }
    (other / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(place / "jupyter"))
    startup = place / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("lang = 'en'; raise SystemExit", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(place / "ipython"))
    told = "import sys, os, xclib; print(sys.prefix); print(os.getcwd()); print(os.environ['XCLIB_DATA'])"
    write_notebook(place / "notebooks" / "growth.ipynb", [*SMALL, ("code", told, [])])
    run().check()
    import sys

    for line in (sys.prefix, str(place / "notebooks"), str(place / "data")):
        assert line in page()


def test_a_cell_that_never_ends(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "CELL_SECONDS", 2)
    write_notebook(place / "notebooks" / "growth.ipynb", [SMALL[0], ("code", "while True: pass", [])])
    assert "CellTimeoutError" in run().briefs[0].error


def test_two_runs_do_not_share_a_folder(place: Path) -> None:
    with files.alone(Path("briefs")), pytest.raises(BusyError, match="another run is in progress"):
        run()


def test_a_broken_manifest_costs_one_run(place: Path) -> None:
    run()
    Path("briefs/manifest.json").write_text("{", encoding="utf-8")
    assert run().counts["made"] == 1
    assert run().counts["kept"] == 1


def test_runs_in_one_folder_leave_no_trace_in_the_next(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notebook(place / "notebooks" / "fiscal.ipynb", SMALL)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        run().check()
        assert Path.cwd() == tmp_path / name
        assert len(list(Path("briefs", REPORT).glob("*.html"))) == 2


def test_order_is_that_of_the_topics_and_the_index_keeps_other_briefs(place: Path) -> None:
    for name in ("environment", "another", "fiscal"):
        write_notebook(place / "notebooks" / f"{name}.ipynb", SMALL)
    heard: list[str] = []
    done = run(("en", "zh"), tell=lambda b: heard.append(b.name))
    names = [f"{n} ({lang})" for n in ("growth", "fiscal", "environment", "another") for lang in ("zh", "en")]
    assert [b.name for b in done.check().briefs] == names
    assert sorted(heard) == sorted(names)
    run(notebooks=["growth"])
    assert [(r["notebook"], r["lang"]) for r in rows()][:3] == [("growth", "zh"), ("growth", "en"), ("fiscal", "zh")]
    assert len(rows()) == 8


def test_the_index_names_every_notebook() -> None:
    notebooks = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert all(words["topics"].keys() == notebooks for words in read_words().values())


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"
    files.put(path, "old")

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        files.put(path, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]
    assert path.read_text(encoding="utf-8") == "old"


GOOD = '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>1</script>", "<script> is not allowed"),
        ('<img src="data:image/png;base64,AA" alt=" ">', "image 1 has no alt text"),
        ('<img src="x.png" alt="x">', "<img src> loads x.png"),
        ('<img srcset="//a.example/x.png 2x" src="data:," alt="x">', "<img srcset> loads"),
        ('<link rel="stylesheet" href="https://a.example/x.css">', "<link href> loads"),
        ('<style>@import "x.css";</style>', "a style with @import"),
        ('<p style="background:url(//a.example/x)">x</p>', "a style loads url(//"),
        ('<p onclick="go()">x</p>', "<p onclick> is not allowed"),
        ('<a href=" javascript:go()">x</a>', "a link that is not a page"),
        ('<iframe srcdoc="x"></iframe>', "<iframe> is not allowed"),
        ('<meta http-equiv="refresh" content="0;url=x">', "refresh"),
        ("<svg></svg>", "drawing 1 (svg) has no title"),
        ("<table><tr><td>1</td></tr></table>", "table 1 has no header cells"),
        ("<table><tr><th>1</th></tr></table>", "table 1 has a th without scope"),
        ("<pre>Traceback (most recent call last)</pre>", "an error is shown"),
        ("<pre>KeyError: 'gdp'</pre>", "an error is shown"),
        ("<p>growth of {{ rate }}</p>", "unresolved braces"),
        ("<p>growth of {rate:.1f}</p>", "unresolved braces"),
        ('<img src="data:," alt="{title}">', "unresolved braces"),
        ("<p>grew by nan%</p>", "'nan' is shown"),
        ("<p>同比增长nan%</p>", "'nan' is shown"),
        ("<p>[5.8, inf)</p>", "'inf' is shown"),
        ("<b>" * 3000 + "<script>1</script>", "cannot be read to its end"),
        ("a\x00b<script>1</script>", "<script> is not allowed"),
        ("<dl><dd>None</dd></dl>", "'None' is shown"),
        ("<p>同比增长None</p>", "'None' is shown"),
    ],
)
def test_check_html_finds(body: str, fault: str) -> None:
    assert any(fault in told for told in check_html(GOOD.replace("{}", body)))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="java\tscript:go()">x</a>', '<a href="java&#10;script:go()">x</a>', '<a href="&#1;javascript:go()">x</a>',
        '<a href="vbscript:x">x</a>', '<a href="blob:x">x</a>', '<a href="view-source:x">x</a>',
        '<a href="data:text/html,<script>x</script>" download="a">x</a>', '<a href="#" ping="https://a.example/">x</a>',
        '<svg aria-label="x"><a xlink:href="javascript:go()"><text>x</text></a></svg>',
        '<svg aria-label="x"><a><set attributename="href" to="javascript:go()"/></a></svg>',
        '<svg aria-label="x"><animate attributename="href" values="javascript:go()"/></svg>',
        '<svg aria-label="x"><use href="https://a.example/x#y"/></svg>', '<svg aria-label="x"><image href="//a.example/x"/></svg>',
        '<svg aria-label="x"><foreignobject><p>x</p></foreignobject></svg>', '<svg aria-label="x"><rect fill="url(//a.example/x#y)"/></svg>',
        '<svg aria-label="x"><style>rect { fill: url(//a.example/x) }</style></svg>',
        '<p style="background:u\\72l(//a.example/x)">x</p>', '<p style="background:url(/**/data:x),url(//a.example)">x</p>',
        '<style>p { background: image-set("//a.example/x" 1x) }</style>', '<style>@\\69mport "x";</style>',
        '<style>p { background: -webkit-image-set("x" 1x) }</style>', '<style>p { cursor: src("//a.example/x") }</style>',
        '<link rel="preload" as="image" imagesrcset="//a.example/x 1x" href="data:,">', '<link rel="dns-prefetch" href="//a.example">',
        '<img src="data:image/png;base64,AA, //a.example/x 2x" alt="x">', '<img srcset="data:image/png;base64,AA, //a.example/x 2x" alt="x">',
        '<video poster="//a.example/x"></video>', '<audio src="x"></audio>', '<object data="x"></object>', '<math><mi href="x">x</mi></math>',
        '<button formaction="x">x</button>', '<input type="image" src="x">', '<input type="file">', '<textarea>x</textarea>',
        '<p id="x" id="y">x</p>', '<meta http-equiv="set-cookie" content="x">', '<meta http-equiv="Link" content="x">',
        "<html onload=go()>", '<html lang="zh">', '<body class="x">', "<p>a < b</p>", "<p <b>x</b>", "<!--><b>x</b>-->", "<!-- a <b> -->",
        "<![CDATA[x]]>", "<?xml version='1.0'?>", "<p/x=1>x</p>", '<p title="x"y="z">x</p>', "<plaintext>x", "<noscript>x</noscript>",
        "<style><!-- </style><b>x</b> --></style>", "<title>t</title><base href=x>", "<marquee>x</marquee>", "<xmp>x</xmp>",
        '<template shadowrootmode="open"><p>x</p></template>', '<p is="x-y">x</p>', "<x-y>x</x-y>", '<p popover="auto">x</p>',
    ],
)  # fmt: skip
def test_what_is_not_in_the_list_is_refused(body: str) -> None:
    """Whatever runs or fetches where a page's policy is off, and whatever browsers may read in two ways."""
    assert check_html(GOOD.replace("{}", body))


@pytest.mark.parametrize(
    "body",
    [
        '<svg aria-label="x"><g fill="url(#a)" clip-path="url(#b)"><path d="M0 0" style="stroke: #fff; stroke-width: 2"/></g></svg>',
        '<p>Information on inflation; None of the targets was missed; {1, 2}; [5.8, ∞) <a href="https://a.example/#x">source</a></p>',
        '<style>@media print { p { color: red } } p { background: url("data:,") }</style><p>财政financial</p>',
        '<table><tr><th scope="col">年</th></tr><tr><td>–</td></tr></table><img src="data:," alt="图">',
    ],
)
def test_check_html_lets_pass(body: str) -> None:
    assert check_html(GOOD.replace("{}", body)) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("{}<script>1</script>", "<script> is not allowed"),
        ("{}<p>nan</p>", "'nan' is shown"),
        ("{}nan", "'nan' is shown"),
        ("<iframe src=x></iframe>{}", "<iframe> is not allowed"),
        ("{}<template><p onclick=go()>x</p></template>", "<p onclick> is not allowed"),
    ],
)
def test_check_html_looks_around_the_page(page: str, fault: str) -> None:
    """A parser may leave what follows the end of a page out of its tree; a browser shows it."""
    assert any(fault in told for told in check_html(page.replace("{}", GOOD.replace("{}", "<p>x</p>"))))


@pytest.mark.parametrize("body", ["<p>a<!-- {{ x }} -->b</p>", "<style>p { color: red } /* nan */</style>"])
def test_check_html_reads_what_is_seen(body: str) -> None:
    assert check_html(GOOD.replace("{}", body)) == []
    shown = body.replace("<!--", "").replace("-->", "").replace("style", "b")
    assert check_html(GOOD.replace("{}", shown))


def test_check_html_wants_language_and_title() -> None:
    assert check_html("<p>x</p>") == ["<html> has no lang", "the page has no title"]


@pytest.mark.parametrize(
    ("error", "attempts", "status"),
    [
        (RuntimeError("Kernel didn't respond in 60 seconds"), 2, "made"),
        (RuntimeError("Kernel died before replying to kernel_info"), 2, "made"),
        (OSError(98, "Address already in use"), 2, "made"),
        (OSError(28, "No space left on device"), 1, "failed"),
        (RuntimeError("something else"), 1, "failed"),
    ],
    ids=["slow", "died", "port", "disk", "other"],
)
def test_what_is_worth_another_try(
    place: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, attempts: int, status: str
) -> None:
    """A kernel that did not come up is begun again, once; nothing else is."""
    import papermill

    write_notebook(place / "notebooks" / "growth.ipynb", CELLS[:3])
    real, tried = papermill.execute_notebook, []

    def flaky(*words: object, **told: object) -> object:
        tried.append(1)
        if len(tried) == 1:
            raise error
        return real(*words, **told)

    monkeypatch.setattr(papermill, "execute_notebook", flaky)
    (brief,) = make_briefs(REPORT, langs=["zh"], out=place / "briefs", workers=1).briefs
    assert (len(tried), brief.status) == (attempts, status), brief.error
    assert "Traceback" not in brief.error
