"""Names that a person gives: refused with the nearest ones, offered by the Tab key, in a second."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pandas as pd
import pytest
from invented import REPORT

import xclib as xc
from xclib.analyses import standing, targets
from xclib.briefs.jobs import find_notebooks
from xclib.charts import marks
from xclib.data import names
from xclib.errors import UnknownNameError, suggest
from xclib.html import present
from xclib.words.wording import check_lang, in_words_of

XICHENG = "cn-110102-plan-2024"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: xc.report("cn-110102-plan-2042"), f"did you mean {XICHENG}?"),
        (lambda: xc.figures("西城区 2024"), f"did you mean {XICHENG} (西城区 2024)?"),
        (lambda: xc.figures(topic="fiskal"), "did you mean fiscal?"),
        (lambda: xc.figures(topic="财政"), "did you mean fiscal (财政)?"),
        (lambda: xc.figures(status="targets"), "did you mean target?"),
        (lambda: xc.figures(part="anex"), "did you mean annex?"),
        (lambda: xc.figures(indicator="地区生产总值增速"), "did you mean gdp_growth"),
        (lambda: xc.figure(XICHENG, indicator="pm2.5"), "did you mean pm25"),
        (lambda: xc.search("x", report="cn-110102-plan-2023"), f"did you mean {XICHENG}?"),
        (lambda: xc.plan(XICHENG, nature="bindng"), "did you mean binding?"),
        (lambda: xc.pairs(XICHENG, grade="shift"), "did you mean shifted?"),
        (lambda: xc.context(area="西成区"), "did you mean 110102 (西城"),
        (lambda: xc.series("gdp", "Xichen"), "did you mean 110102 (Xicheng"),
        (lambda: xc.series("gdp", "110102", status="preliminry"), "did you mean preliminary?"),
        (lambda: xc.source(f"{XICHENG}:26:419"), f"did you mean {XICHENG}:26:"),
        (lambda: xc.panel(area="北京城"), "did you mean 110000 (北京"),
        (lambda: xc.panel(area="吉林"), "choose 220000 (吉林省) or 220200 (吉林市)"),
        (lambda: xc.panel(period=2130), "it covers "),
        (lambda: xc.panel(period="2023年"), "is no year"),
        (lambda: xc.panel(level="provinces"), "did you mean province?"),
        (lambda: xc.panel("gdp_grwth"), "did you mean gdp_growth"),
        (lambda: xc.read(b"x", kind="work reports"), "did you mean work (work report)?"),
        (lambda: targets.read_sample(xc.panel(), "gdp_grwth"), "did you mean gdp_growth"),
        (lambda: targets.read_sample(xc.panel(), "cpi", levels=["provinces"]), "did you mean province?"),
        (lambda: standing.find_other("西成区", xc.reports(), xc.figures(), xc.panel(), xc.context()), "did you mean 110102 (西城"),
        (lambda: present.table([{"name": "a"}], {"nam": "Name"}, caption="t"), "did you mean name?"),
        (lambda: marks.need_columns(pd.DataFrame({"value": [1]}), ["valeu"], "chart"), "did you mean value?"),
        (lambda: find_notebooks(["grwth"]), "did you mean growth?"),
        (lambda: check_lang("zh-CN"), "choose one of zh, en"),
        (lambda: in_words_of("cn").__enter__(), "choose one of zh, en"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_told_the_nearest(call: Any, told: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        call()
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("大理", "532900"), ("Dali", "532900"), ("dali", "532900"), ("大理市", "532901"), ("Dali City", "532901"),
        ("恩施", "422800"), ("Enshi", "422800"), ("Enshi City", "422801"), ("海南", "460000"), ("甘南", "623000"),
    ],
)  # fmt: skip
def test_a_short_name_is_of_the_higher_level(name: str, code: str) -> None:
    places = frozenset({
        ("532900", "大理白族自治州", "Dali"), ("532901", "大理市", "Dali City"), ("422800", "恩施土家族苗族自治州", "Enshi"),
        ("422801", "恩施市", "Enshi City"), ("460000", "海南省", "Hainan"), ("632500", "海南藏族自治州", "Hainan (Qinghai)"),
        ("623000", "甘南藏族自治州", "Gannan"), ("230225", "甘南县", "Gannan County"),
    })  # fmt: skip
    assert names.find_codes(name, places) == {code}


def test_names_that_differ_in_the_rank_alone_are_asked_back() -> None:
    places = frozenset({("211300", "朝阳市", "Chaoyang"), ("110105", "朝阳区", "Chaoyang District")})
    for name in ("朝阳", "Chaoyang"):
        with pytest.raises(UnknownNameError, match="choose 110105"):
            names.find_codes(name, places)
    assert names.find_codes("朝阳", places, ["211300"]) == {"211300"}


def test_what_is_far_from_all_gets_the_list_and_a_long_list_is_cut() -> None:
    assert suggest("zzz", ["a", "b"]) == "choose one of a, b"
    assert suggest("zzz", [f"name{n}" for n in range(40)]).endswith("… (40 in all)")
    assert suggest("x", []) == "there is none yet"


def test_a_chinese_name_with_one_wrong_character_is_near_and_numbers_are_listed_with_names() -> None:
    areas = {"青岚": "990100", "Qinglan": "990100", "990100": "990100", "云泽": "990200"}
    assert suggest("青蓝", areas) == "did you mean 990100 (青岚)?"
    assert suggest("Paris", areas) == "choose one of 990100 (青岚), 990200 (云泽)"
    with pytest.raises(UnknownNameError, match="choose one of 990100 \\(青岚市\\)"):
        names.find_codes("Paris", frozenset({("990100", "青岚市", "Qinglan")}))


def test_an_area_without_facts_is_no_mistake() -> None:
    assert xc.context(area="990000").empty


@pytest.mark.parametrize(
    ("line", "begun", "some"),
    [
        ('xc.figures("cn-1', "cn-1", XICHENG),
        ("xc.figures('", "", XICHENG),
        ('report = "', "", XICHENG),
        ('xc.figure(report, indicator="gdp', "gdp", "gdp_growth"),
        ('xc.series("pm', "pm", "pm25"),
        ('xc.series("gdp", "1101', "1101", "110102"),
        ('xc.series("gdp", area="西', "西", "110102"),
        ('xclib.panel("gdp", level="maj', "maj", "major city"),
        ('x = xc.plan(report, nature="', "", "binding"),
        ('xc.figures(report, status="t', "t", "target"),
    ],
)
def test_tab_between_quotes(line: str, begun: str, some: str) -> None:
    told, codes = names.complete(line)
    assert told == begun
    assert some in codes


@pytest.mark.parametrize("line", ['print("cn', 'open("', 'xc.figures("cn-110102-plan-2024", "', "xc.figures(", 'title="GDP'])
def test_tab_is_silent_elsewhere(line: str) -> None:
    assert names.complete(line) == ("", [])


def test_codes_know_the_invented_city(invented: Any) -> None:
    assert xc.codes.reports.青岚市_2031 == REPORT["report_id"]
    assert xc.codes.areas["Qinglan City"] == "999901"
    assert "Qinglan_City" in dir(xc.codes.areas)
    assert "999901" in xc.codes.areas._ipython_key_completions_()
    assert REPORT["report_id"] in repr(xc.codes.reports)
    with pytest.raises(AttributeError, match="did you mean gdp_growth"):
        xc.codes.indicators.gdp_grwth


def test_ipython_offers_them_and_starts_nothing_heavy() -> None:
    """In an IPython of its own: the first Tab reads two small files and no pandas; JupyterLab waits one second for it."""
    code = """
import sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.completer import provisionalcompleter
shell = InteractiveShell.instance()
shell.run_cell("import xclib as xc")
with provisionalcompleter():
    for line in ('xc.plan("cn-', "xc.codes.indicators.gdp_g", "xc.fig"):
        print(*(c.text for c in shell.Completer.completions(line, len(line))))
print(sum(m.matcher_identifier == "xclib.data.names" for m in shell.Completer.custom_matchers), "pandas" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [XICHENG, "gdp_growth", "figure figures", "1 False"], done.stdout + done.stderr
