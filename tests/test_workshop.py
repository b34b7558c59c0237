"""The workshop: every answer tried, versions made as nbgrader makes them, and the sessions as students and teachers run them."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from collections import Counter
from copy import deepcopy
from functools import cache
from html import unescape
from pathlib import Path

import nbformat
import pandas as pd
import pdfplumber
import pytest
from conftest import ROOT
from invented import REPORT

import xclib as xc
from xclib.cli.main import main
from xclib.errors import BriefError, UnknownNameError
from xclib.reading.report import register
from xclib.words.wording import LANGS
from xclib.workshop import answers, audit, building, compare, pages, versions
from xclib.workshop.answers import check, find_question, read_sessions, read_words
from xclib.workshop.audit import find_faults
from xclib.workshop.compare import Rules, differ, is_blank
from xclib.workshop.fitting import fit, with_note

SESSIONS = list(read_sessions().values())
HOME = ROOT / "notebooks" / "workshop"
each_session = pytest.mark.parametrize("session", SESSIONS, ids=lambda s: s.stem)
each_lang = pytest.mark.parametrize("lang", LANGS)


def solutions_in(notebook) -> set[str]:
    """Return the lines that stand in solutions: what no student version may hold."""
    found = set()
    for cell in notebook.cells:
        inside = whole = cell.cell_type == "markdown" and versions.graded(cell).get("solution")
        for line in cell.source.split("\n"):
            if any(mark in line for mark in versions.SOLUTION):
                inside = versions.SOLUTION[0] in line or whole
            elif inside:
                found.add(line.strip())
    return found


def source_of(session):
    return nbformat.read(HOME / f"{session.stem}.ipynb", as_version=4)


# --- every answer ----------------------------------------------------------------------------------------------------


@each_session
def test_solutions_pass_blanks_are_nudged_and_mistakes_get_their_own_hint(session, capsys) -> None:
    trials = audit.try_session(session)
    counts = Counter((t.tried, t.good) for t in trials)
    with capsys.disabled():
        print(f"\n{session.stem}: {building._counted(session, trials)}")
    assert not [f"{t.question} {t.tried} {t.name}: {t.verdict}" for t in trials if not t.good]
    asked = 2 * len(session.questions)
    assert counts["right", True] == counts["blank", True] == asked
    assert counts["mistake", True] == 2 * sum(len(q.mistakes) for q in session.questions.values()) >= asked


@each_session
def test_hints_of_one_question_differ(session) -> None:
    for question in session.questions.values():
        for lang in LANGS:
            said = [question.blank[lang], question.hint[lang], *(m.hint[lang] for m in question.mistakes)]
            assert len(set(said)) == len(said), question.id


def test_an_answer_that_nobody_foresaw_gets_the_general_hint() -> None:
    verdict = check("1.q3", 3.14, lang="en")
    assert (verdict.state, verdict.mistake) == ("wrong", "")
    assert find_question("1.q3")[1].hint["en"] in verdict.message


def test_answers_follow_another_report(invented: Path) -> None:
    report = REPORT["report_id"]
    assert check("1.q3", 19.82, report=report)
    assert check("1.q4", (4.85, 4.95), report=report)
    assert check("1.q4", (4.8, 5.0), report=report).mistake == "whole-step"
    assert not [
        t.verdict
        for t in audit.try_session(read_sessions()[1], lambda name: report)
        if t.tried in ("right", "blank") and not t.good
    ]


def test_a_report_without_the_figure_is_told_apart_from_a_wrong_answer(invented: Path) -> None:
    from invented import FIGURES, write_rows

    rows = [row for row in FIGURES if row["label"] != "一般公共预算收入"]
    write_rows(invented / "raw" / REPORT["report_id"] / "figures.csv", "figures", rows)
    assert check("1.q3", 19.82, report=REPORT["report_id"], lang="en").state == "absent"


#: An invented report that says nothing of the air, nor its area's output of the year before.
TOWN = """云泽市2031年政府工作报告\n一、2030年工作回顾
2030年，地区生产总值2864.3亿元，增长5.2%；一般公共预算收入150.4亿元，增长3.1%；城镇新增就业3.2万余人。
二、2031年工作安排
地区生产总值增长5.5%左右，一般公共预算收入增长3%以上。"""


def test_two_unknown_bases_are_not_one(copied: Path) -> None:
    session, context = read_sessions()[2], copied / "raw" / "context.csv"
    assert answers.evaluate(session, "joined", answers.REPORT)
    table = pd.read_csv(context, dtype=str, keep_default_na=False)
    table.assign(base="").to_csv(context, index=False)
    assert answers.evaluate(session, "joined", answers.REPORT) == set()


def test_exercises_take_the_workshops_own_report_where_another_lacks_what_they_need(copied: Path) -> None:
    other = register(xc.read(TOWN.encode(), area="云泽市", year=2031), area_code="999901")
    found = {number: fit(session, other, source_of(session)) for number, session in read_sessions().items()}
    assert {number: set(one.borrowed) for number, one in found.items() if one.borrowed} == {
        2: {"p1", "q5"},
        3: {"q7"},
        4: {"q6"},
        5: {"q1"},
    }
    assert not [number for number, one in found.items() if one.lacking]
    assert {found[5].of("q1"), found[2].of("q5")} == {answers.REPORT}
    assert {found[5].of("q2"), found[2].of("q4")} == {other}
    assert "outcome and requirement of PM2.5" in found[5].sentence("en")
    assert other in found[5].sentence("zh")


def test_where_exercises_switch_reports_everything_is_computed_anew_and_back(copied: Path, server) -> None:
    other = register(xc.read(TOWN.encode(), area="云泽市", year=2031), area_code="999901")
    session = read_sessions()[2]
    _, source, found = next(building.prepared([2], other))
    cells = [cell for cell in source.cells if cell.id.startswith("switch") and cell.cell_type == "code"]
    assert [cell.source.splitlines()[0] for cell in cells] == [f'report = "{answers.REPORT}"', f'report = "{other}"']
    assert all('level = xc.figure(report, indicator="gdp")' in cell.source for cell in cells)
    # Not what stands in cells of their own further down, nor what rests on no report.
    assert not [line for cell in cells for line in cell.source.splitlines() if line.startswith(("past", "qinglan", "import"))]
    student = versions.to_student(source, "en", found.report)
    assert sum("output of the year before as first stated" in cell.source for cell in student.cells) == 1
    ran = building.run(versions.to_teacher(source, "en", found.report), session.stem, server)
    wanted = [(question.id, "right") for question in session.questions.values()]
    assert [(v["question"], v["state"]) for v in audit.read_verdicts(ran)] == wanted


#: An invented report on a budget alone: not a word on output.
BUDGET = """云泽市2030年预算执行情况和2031年预算草案的报告\n一、2030年预算执行情况
2030年，全市一般公共预算收入150.4亿元，增长3.1%。
二、2031年预算草案\n全市一般公共预算收入预期154.9亿元，增长3%。"""


def test_a_session_that_nothing_of_a_report_can_carry_takes_another_as_a_whole(copied: Path) -> None:
    other = register(xc.read(BUDGET.encode(), area="云泽市", year=2031), area_code="999901")
    session = read_sessions()[2]
    found = fit(session, other, source_of(session))
    assert (found.report, found.of("q4"), dict(found.borrowed)) == (answers.REPORT, answers.REPORT, {})
    student = versions.to_student(with_note(source_of(session), found), "en", found.report)
    assert [cell.source for cell in student.cells if other in cell.source] == [found.sentence("en")]
    assert f'report = "{answers.REPORT}"' in "\n".join(cell.source for cell in student.cells)
    first = fit(read_sessions()[1], other, source_of(read_sessions()[1]))
    assert {name: [text["en"] for text in lack] for name, lack in first.borrowed.items()} == {"q4": ["growth of output"]}
    _, third, _ = next(building.prepared([3], other))
    back = [cell.source for cell in third.cells if cell.id.startswith("switch") and f'report = "{other}"' in cell.source]
    # The variables of comprehensions carry nothing over: what rests on output is not computed anew of a report without it.
    assert back
    assert not [source for source in back if "gdp" in source]


def test_a_session_is_built_with_another_report_and_the_key_follows_each_exercise(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "run", lambda notebook, name, server: notebook)
    other, told = register(xc.read(TOWN.encode(), area="云泽市", year=2031), area_code="999901"), []
    building.build(tmp_path / "out", langs=["en"], numbers=[1, 3], report=other, tell=told.append)
    assert ["lacks" in line for line in told] == [False, True]
    first, third = ((tmp_path / "out" / "en" / "student" / f"{name}.ipynb").read_text() for name in ("1-figures", "3-money"))
    assert f'report = \\"{other}\\"' in first
    assert f"`{other}` lacks output of the year before" in third
    key = (tmp_path / "out" / "en" / "teacher" / "key.html").read_text(encoding="utf-8")
    own, theirs = (pages.shown_answer(read_sessions()[3], read_sessions()[3].questions["q4"], r) for r in ("", other))
    assert theirs in key
    assert own not in key
    assert pages.shown_answer(read_sessions()[3], read_sessions()[3].questions["q7"], "") in key


def test_without_the_workshops_own_report_what_is_lacking_is_told(invented: Path) -> None:
    with pytest.raises(BriefError, match=r"lacks outcome and requirement of PM2\.5.*not in this data folder"):
        fit(read_sessions()[5], REPORT["report_id"], source_of(read_sessions()[5]))


@each_session
def test_what_a_session_needs_is_named_in_its_notebook(session) -> None:
    """What a part needs is found by the names in its cells, or by those that its answer rests on."""
    from xclib.workshop.fitting import _rests_on, names_in

    used = names_in(source_of(session).cells).union(*(_rests_on(session, q.answer) for q in session.questions.values()))
    assert set(session.needs) <= used


@each_session
def test_what_a_session_needs_is_there_and_named_in_both_languages(session) -> None:
    assert set(session.needs) <= set(session.let)
    assert all(set(words) == set(LANGS) for words in session.needs.values())
    assert all(answers.evaluate(session, name, answers.REPORT) is not None for name in session.needs)


@pytest.mark.parametrize(
    ("name", "advice"),
    [("9.q1", "sessions are 0, 1, 2"), ("1.q99", "1.q1, 1.q2"), ("q1", "sessions are"), ("", "sessions are")],
)
def test_an_unknown_question_is_refused_with_those_that_there_are(name: str, advice: str) -> None:
    with pytest.raises(UnknownNameError, match=re.escape(advice)):
        check(name, 1)


def test_an_unknown_report_or_language_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="unknown report"):
        check("1.q3", 1, report="cn-000000-plan-1999")
    with pytest.raises(UnknownNameError, match="unknown language"):
        check("1.q3", 1, lang="fr")


def test_what_a_student_typed_is_escaped() -> None:
    html = check("1.q6", "<script>alert(1)</script>", lang="en")._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    function = check("1.q8", lambda text: exec("raise type('<b>', (Exception,), {})"), lang="en")
    assert function.state == "wrong"
    assert "&lt;b&gt;" in function._repr_mimebundle_()["text/html"]


# --- comparing -------------------------------------------------------------------------------------------------------

FRAME = pd.DataFrame({"year": [2029, 2030], "value": [1.0, math.nan]})


@pytest.mark.parametrize(
    ("expected", "given", "rules", "code"),
    [
        (5.8, 5.8000000001, Rules("number"), None),
        (5.8, 5.84, Rules("number", within=0.05), None),
        (5.8, 5.9, Rules("number", within=0.05), "off"),
        (1e11, 1.04e11, Rules("number", relative=0.05), None),
        (0, 1e-6, Rules("number"), "off"),
        (math.inf, 1e300, Rules("number"), "off"),
        (math.inf, math.inf, Rules("number"), None),
        (1, True, Rules("number"), "truth"),
        (1, "1", Rules("number"), "quoted"),
        (1, "one", Rules("number"), "not-number"),
        (1, object(), Rules("number"), "not-number"),
        (1, pd.Series([1]), Rules("number"), None),
        (1, pd.Series([1, 1]), Rules("number"), "many"),
        (1, math.nan, Rules("number"), "nan"),
        ((0, 5.5), [0, 5.5], Rules("interval"), None),
        ((0, 5.5), (5.5, 0), Rules("interval"), "turned"),
        ((0, 5.5), (0, 5), Rules("interval"), "high"),
        ((0, 5.5), (1, 5.5), Rules("interval"), "low"),
        ((0, 5.5), (1, 5), Rules("interval"), "ends"),
        ((0, 5.5), (0, 5.5, 6), Rules("interval"), "not-pair"),
        ((0, 5.5), ("0", 5.5), Rules("interval"), "quoted"),
        ((0, 5.5), 5.5, Rules("interval"), "not-pair"),
        ({"a", "b"}, ["b", "a", "a"], Rules("set"), None),
        ({"a", "b"}, pd.Series(["a", "c"]), Rules("set"), "members"),
        ({"a"}, pd.DataFrame({"figure_id": ["a"]}), Rules("set"), None),
        ({"a"}, "a", Rules("set"), "not-set"),
        (FRAME, FRAME.iloc[::-1], Rules("frame", key=("year",)), None),
        (FRAME, FRAME.iloc[::-1], Rules("frame"), "values"),
        (FRAME, FRAME[["year"]], Rules("frame"), "columns"),
        (FRAME, FRAME[["year"]], Rules("frame", columns=("year",)), None),
        (FRAME, FRAME.head(1), Rules("frame"), "rows"),
        (FRAME, FRAME.assign(value=0), Rules("frame"), "values"),
        (FRAME, 1, Rules("frame"), "not-frame"),
        ("real", " Real ", Rules("choice", options=("real", "nominal")), None),
        ("real", "nominal", Rules("choice", options=("real", "nominal")), "off"),
        ("real", "wages", Rules("choice", options=("real", "nominal")), "option"),
        ("real", 1, Rules("choice", options=("real", "nominal")), "option"),
        (abs, lambda x: max(x, -x), Rules("function", cases=(1, -2)), None),
        (abs, lambda x: x, Rules("function", cases=(1, -2)), "case"),
        (abs, lambda: 0, Rules("function", cases=(1,)), "raises"),
        (pow, lambda x, y: x**y, Rules("function", cases=([2, 3], [3, 2])), None),
        (divmod, lambda x, y: (x // y, x % y), Rules("function", cases=([7, 3],)), None),
        (abs, 3, Rules("function", cases=(1,)), "not-function"),
        (lambda n: n > 1, 2, Rules("property"), None),
        (lambda n: n > 1, 1, Rules("property"), "off"),
        (lambda n: n > 1, "1", Rules("property"), "unlike"),
    ],
)
def test_answers_are_compared_by_kind(expected, given, rules, code) -> None:
    found = differ(expected, given, rules)
    assert (found and found.code) == code
    if found:
        for lang in LANGS:
            told = read_words()[lang]["differences"][found.code].format(**found.values)
            assert bool(told) == (code != "off")


def test_every_difference_has_its_words() -> None:
    made = re.findall(r"Difference\(([^{)]*)", Path(compare.__file__).read_text(encoding="utf-8"))
    codes = {code for part in made for code in re.findall(r'"([\w-]+)"', part)}
    codes |= {"ends", "low", "high"}
    for lang in LANGS:
        assert set(read_words()[lang]["differences"]) == codes


@pytest.mark.parametrize("blank", [None, ..., NotImplemented, "", " ... ", (0, ...), [None]])
def test_blanks(blank) -> None:
    assert is_blank(blank, Rules("number"))


def unwritten(text):
    raise NotImplementedError


@pytest.mark.parametrize(("function", "blank"), [(lambda t: None, True), (unwritten, True), (lambda t: 0, False), (int, False)])
def test_a_function_without_a_body_is_blank(function, blank) -> None:
    assert is_blank(function, Rules("function", cases=("x",))) is blank


# --- as it is written ------------------------------------------------------------------------------------------------


@each_session
def test_sessions_are_written_as_the_guide_says(session) -> None:
    assert find_faults(session, source_of(session)) == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda nb: nb.cells.pop(0), "no partner"),
        (lambda nb: nb.cells[2].metadata.tags.remove("aims"), "sections in zh"),
        (lambda nb: cell_of(nb, "1-q1").source, None),
        (lambda nb: cell_of(nb, "1-q1-check").metadata.nbgrader.update(points=0), "without points"),
        (lambda nb: cell_of(nb, "1-q1-check").metadata.nbgrader.pop("locked"), "schema 3"),
        (lambda nb: cell_of(nb, "1-q1").metadata.nbgrader.update(grade_id="1-q2"), "stands twice"),
        (lambda nb: nb.cells.remove(cell_of(nb, "1-q1-check")), "checked are"),
        (lambda nb: cell_of(nb, "1-q1-check").update(source='x = 1\ncheck("1.q1", counted)'), "not one call"),
        (lambda nb: nb.cells.append(nbformat.v4.new_code_cell("def f(): 1")), "defines a function"),
        (lambda nb: nb.cells.append(nbformat.v4.new_code_cell("1\n" * 9)), "more than 8 lines"),
        (
            lambda nb: nb.cells.append(nbformat.v4.new_code_cell("print(counted)")),
            "a given cell uses counted, which is the answer of 1-q1",
        ),
        (lambda nb: cell_of(nb, "1-q2").update(source="kept = counted"), "1-q2 uses counted, which is the answer of 1-q1"),
        (lambda nb: on_paper(nb).update(source="As in the cell below."), "for paper, which has no 'cell below'"),
        (lambda nb: on_paper(nb).update(source="先看上面那一格。"), "for paper, which has no '上面那一格'"),
    ],
)
def test_a_session_that_is_not_is_told_what_is_wrong(spoil, told) -> None:
    session = read_sessions()[1]
    notebook = source_of(session)
    spoil(notebook)
    faults = find_faults(session, notebook)
    assert any(told in fault for fault in faults) if told else faults == []


def on_paper(notebook):
    return next(cell for cell in notebook.cells if "handout" in cell.metadata.get("tags", []))


def cell_of(notebook, grade_id):
    return next(cell for cell in notebook.cells if versions.graded(cell).get("grade_id") == grade_id)


# --- versions --------------------------------------------------------------------------------------------------------


@each_session
@each_lang
def test_a_student_version_holds_no_solution_and_nothing_for_teachers(session, lang) -> None:
    source = source_of(session)
    student = versions.to_student(source, lang)
    text = "\n".join(cell.source for cell in student.cells)
    solutions = {line for line in solutions_in(source) if len(line) > 3}
    assert len(solutions) >= len(session.questions)
    assert not [line for line in solutions if line in text]
    assert "SOLUTION" not in text
    assert not [cell for cell in student.cells if versions.tags_of(cell) & {"teacher", *set(LANGS) - {lang}}]
    assert f'lang = "{lang}"' in text
    nbformat.validate(student)


@each_session
@each_lang
def test_nbgrader_makes_the_same_student_version(session, lang) -> None:
    grading = pytest.importorskip("nbgrader.preprocessors", reason="nbgrader is not installed")
    words = read_words()[lang]
    theirs = versions.to_source(source_of(session), lang)
    ours = versions.to_student(source_of(session), lang)
    steps = (
        grading.LockCells(),
        grading.ClearSolutions(code_stub={"python": words["code"]}, text_stub=words["text"]),
    )
    for step in steps:
        theirs, _ = step.preprocess(theirs, {})
    assert [cell.source for cell in ours.cells] == [cell.source for cell in theirs.cells]
    for name in ("deletable", "editable"):
        assert [c.metadata.get(name, True) for c in ours.cells] == [c.metadata.get(name, True) for c in theirs.cells]


@each_session
def test_nbgrader_accepts_the_metadata(session) -> None:
    validator = pytest.importorskip("nbgrader.nbgraderformat", reason="nbgrader is not installed").MetadataValidator()
    for lang in LANGS:
        for cell in versions.to_source(source_of(session), lang).cells:
            validator.validate_cell(cell)


def test_it_works_without_nbgrader() -> None:
    code = (
        "import sys; sys.modules['nbgrader'] = None; import nbformat\n"
        "from xclib.workshop import building, versions\n"
        "for s, path in building.find_sources(): versions.to_student(nbformat.read(path, as_version=4), 'zh')\n"
        "import xclib; print(bool(xclib.check('1.q6', 'unknown')), xclib.check('1.q6').state)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.split() == ["True", "blank"], done.stderr


@pytest.mark.parametrize(
    ("source", "grade", "told"),
    [
        ("### BEGIN SOLUTION\n1", True, "without an end"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", True, "twice"),
        ("### BEGIN SOLUTION\n### END SOLUTION", False, "not marked"),
    ],
)
def test_a_broken_region_is_refused(source, grade, told) -> None:
    notebook = deepcopy(source_of(read_sessions()[1]))
    cell = cell_of(notebook, "1-q1")
    cell.source, cell.metadata.nbgrader.solution = source, grade
    with pytest.raises(BriefError, match=told):
        versions.to_student(notebook, "zh")


# --- run and built ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server():
    """What kernels are forked from, so that each does not import everything anew."""
    with building.warm() as lent:
        yield lent


@cache
def taught(number: int, lang: str, server):
    """The student version and the executed teacher version of a session."""
    source = source_of(read_sessions()[number])
    return versions.to_student(source, lang), building.run(versions.to_teacher(source, lang), str(number), server)


@each_session
def test_solutions_pass_every_check(session, server) -> None:
    wanted = [(question.id, "right") for question in session.questions.values()]
    assert [(v["question"], v["state"]) for v in audit.read_verdicts(taught(session.number, "en", server)[1])] == wanted


@each_session
def test_the_untouched_student_version_runs_and_fails_each_check_as_a_blank(session, server) -> None:
    wanted = [(question.id, "blank") for question in session.questions.values()]
    ran = building.run(versions.to_student(source_of(session), "zh"), session.stem, server)
    assert [(v["question"], v["state"]) for v in audit.read_verdicts(ran)] == wanted


#: What is wider than its place, where a printer cuts and nobody scrolls.
_CUT = """() => [...document.querySelectorAll('pre, table, .scroll, img, svg')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.textContent.trim().slice(0, 40))"""


@pytest.mark.browser
def test_arrow_keys_turn_slides(chromium, server) -> None:
    student, ran = taught(1, "en", server)
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    page.set_content(pages.to_slides(read_sessions()[1], student, ran, "en"))
    count = page.evaluate("document.querySelectorAll('.slide').length")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft", *["ArrowRight"] * (count + 1)):
        page.keyboard.press(key)
        seen.append(page.evaluate("shown() + 1"))
    page.close()
    assert seen == [2, 3, 2, 1, 1, *range(2, count + 1), count, count]


@pytest.mark.browser
@each_session
def test_each_slide_fits_its_screen_and_the_handout_two_sheets(session, server, chromium, tmp_path: Path) -> None:
    student, ran = taught(session.number, "en", server)
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    page.set_content(pages.to_slides(session, student, ran, "en"))
    heights = page.evaluate("[...document.querySelectorAll('.slide')].map(s => s.offsetHeight)")
    assert len(heights) >= 8
    assert {n + 1: height for n, height in enumerate(heights) if height > 721} == {}
    page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "slides.pdf") as paper:
        assert len(paper.pages) == len(heights)
        assert paper.pages[0].width > paper.pages[0].height
    page.emulate_media(media="print")
    # A sheet of A4 across, less its margins, at 96 points an inch.
    page.set_viewport_size({"width": 1046, "height": 718})
    assert page.evaluate(_CUT) == []
    page.emulate_media(media="null")
    page.set_content(pages.to_handout([(session, student)], "en"))
    page.pdf(path=tmp_path / "handout.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1046})
    assert page.evaluate(_CUT) == []
    page.close()
    with pdfplumber.open(tmp_path / "handout.pdf") as paper:
        assert 1 <= len(paper.pages) <= 2


def test_a_wrong_answer_fails_the_notebook_where_nbgrader_runs_it(server, monkeypatch: pytest.MonkeyPatch) -> None:
    source = source_of(read_sessions()[1])
    cell_of(source, "1-q3").source = 'billions = revenue["value"] / 1e8'
    made = versions.to_teacher(source, "en")
    assert [v["state"] for v in audit.read_verdicts(building.run(made, "1-figures", server))].count("mistake") == 1
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(BriefError, match="Ten times too large"):
        building.run(made, "1-figures", server)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("workshop")
    building.build(out, langs=["en"], numbers=[1])
    return out / "en"


def test_built_pages_fetch_nothing_and_show_no_solution(built: Path) -> None:
    solutions = {line for line in solutions_in(source_of(read_sessions()[1])) if len(line) > 12}
    for name in ("index.html", "handout.html", "slides/1-figures.html"):
        html = (built / name).read_text(encoding="utf-8")
        assert "default-src 'none'" in html
        assert not re.search(r"<link[^>]+href=.http|src=.http|@import|url\(http|fetch\(|import\(", html)
        # Slides have the script that turns them, which the policy names by its hash; other pages have none.
        assert (html.count("<script"), html.count("script-src")) == ((1, 1) if "slides" in name else (0, 0))
        assert not [line for line in solutions if line in html], name
    slides = (built / "slides" / "1-figures.html").read_text(encoding="utf-8")
    assert slides.count('<section class="slide"') >= 10
    assert "<table" in slides
    handout = (built / "handout.html").read_text(encoding="utf-8")
    assert (handout.count('class="lines"'), handout.count('class="line"')) == (2, 2 * 2 * 2)
    index = (built / "index.html").read_text(encoding="utf-8")
    assert "student/1-figures.ipynb" in index
    assert not re.search(r'href="[^"]*\.ipynb', index)
    key = (built / "teacher" / "key.html").read_text(encoding="utf-8")
    assert all(
        mistake.hint["en"][:20] in unescape(key) for q in read_sessions()[1].questions.values() for mistake in q.mistakes
    )


@each_session
def test_the_key_holds_the_answer_to_every_exercise(session) -> None:
    teacher = versions.to_teacher(next(building.prepared([session.number]))[1], "en")
    key = unescape(pages.to_key([(session, teacher, dict.fromkeys(session.questions, ""))], "en"))
    for question in session.questions.values():
        shown = pages.shown_answer(session, question, "")
        assert shown or question.rules.kind == "property", question.id
        assert shown in key, question.id
    headings = re.findall(r"<h3>(.+?) <code>(.+?)</code></h3>", key)
    assert [name for _, name in headings] == [f"{session.number}.{name}" for name in session.times.exercises]
    assert all(re.match(r"Exercise \d+[ab]?\. .+ \[(core|further) · \d+ min\]$", heading) for heading, _ in headings)
    written = [cell for cell in teacher.cells if cell.cell_type == "markdown" and versions.graded(cell)]
    assert written
    assert all(re.split(r"[*`\n]", cell.source.lstrip("*"))[0] in key for cell in written)
    if session.number == 0:
        assert "Guoling actual" in re.sub(" +", " ", key)


@each_session
def test_every_exercise_has_its_question_on_a_slide(session) -> None:
    student = versions.to_student(source_of(session), "en")
    html = unescape(pages.to_slides(session, student, student, "en"))
    asked = [cell for cell in student.cells if "exercises" in versions.tags_of(cell) and cell.cell_type == "markdown"]
    text = re.sub(r"\W+", "", re.sub(r"<[^>]+>", "", html))
    for cell in asked:
        heading = cell.source.rpartition("## ")[2].partition("\n")[0]
        last = [part for part in cell.source.split("\n") if part.strip() and not part.startswith("|")][-1]
        for part in (heading, last):
            assert re.sub(r"\W+", "", re.sub(r"^\d+\. |[*`]", "", part)) in text, (session.stem, part)


def test_built_notebooks_are_whole(built: Path) -> None:
    teacher = nbformat.read(built / "teacher" / "1-figures.ipynb", as_version=4)
    assert len(audit.read_verdicts(teacher)) == 8
    assert not [cell for cell in teacher.cells if "papermill" in cell.metadata]
    assert sorted(p.name for p in built.parent.iterdir()) == ["en"]


def test_workshop_notebooks_are_no_briefs() -> None:
    from xclib.briefs.jobs import find_notebooks

    assert not {path.stem for path in find_notebooks()} & {session.stem for session in SESSIONS}


def test_the_command_refuses_what_it_does_not_know(capsys, tmp_path: Path) -> None:
    assert main(["workshop", "build", "9", "--out", str(tmp_path)]) == 2
    assert main(["workshop", "check", "--lang", "fr"]) == 2
    assert main(["workshop", "build", "--report", "nowhere", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 3
    assert not list(tmp_path.iterdir())


def test_check_is_public() -> None:
    assert xc.check("1.q6", "unknown")
