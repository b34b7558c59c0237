"""Text becomes markup in a few places only, each of which escapes it: found in the source, and tried with hostile text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pandas as pd
import pytest
from conftest import ROOT
from markupsafe import Markup

from xclib.economics.fits import fit
from xclib.html import present
from xclib.html.shell import TEMPLATES, environment
from xclib.words.catalogue import Words
from xclib.words.markup import computed, link, placed

EVIL = "<script>evil()</script>\"'&"
#: What makes markup of something that is neither fixed, nor a file of ours, nor escaped: what a template rendered, which
#: escaped it; a table or page that was put together by what escapes; a notebook's own output, which `pagecheck` goes through.
MADE_BEFORE = {
    ("briefs/explorer.py", "font_face(shown)"),
    ("briefs/render.py", "str(body).strip()"),
    ("html/present.py", "caption.html"),
    ("words/catalogue.py", "self._template(key).render(known)"),
    ("words/catalogue.py", "value.html"),
    ("words/catalogue.py", "_capital(Markup('{}').format(words.write(text)))"),
    ("words/catalogue.py", "comma"),
    ("words/catalogue.py", "last"),
    ("words/numbers.py", "pick(lang, '；', '; ')"),
    ("workshop/pages.py", "str(to_body(joined(cells), lang, 'workshop')).strip()"),
}
#: Names that hold attributes made in the line above, of what is escaped there.
HELD = {"given"}


def made() -> Iterator[tuple[str, ast.expr]]:
    """Each argument of ``Markup(…)`` in the library, with its file."""
    for path in sorted((ROOT / "xclib").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Markup", "markupsafe.Markup") and node.args:
                yield path.relative_to(ROOT / "xclib").as_posix(), node.args[0]


def is_safe(node: ast.expr) -> bool:
    """Fixed text, a file beside the templates, or what ``escape`` returned."""
    if isinstance(node, ast.JoinedStr):
        return all(isinstance(part, ast.Constant) or is_safe(part.value) for part in node.values)  # type: ignore[attr-defined]
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "escape":
        return True
    is_ours = re.fullmatch(r"\(TEMPLATES / [\w'.]+\)\.read_text\(encoding='utf-8'\)(\.strip\(\))?", ast.unparse(node))
    return isinstance(node, ast.Constant) or bool(is_ours) or ast.unparse(node) in HELD


def test_markup_is_made_of_what_is_fixed_or_escaped() -> None:
    found = list(made())
    assert len(found) > 15
    loose = {(name, ast.unparse(node)) for name, node in found if not is_safe(node)}
    assert loose <= MADE_BEFORE
    assert MADE_BEFORE - loose <= {("html/present.py", "caption.html")}


@pytest.mark.parametrize(
    "call", ["Markup(text)", "Markup(f'<b>{text}</b>')", "Markup('<b>' + text)", "Markup('<b>%s</b>' % text)"]
)
def test_the_rule_finds_what_it_is_for(call: str) -> None:
    assert not is_safe(ast.parse(call).body[0].value.args[0])  # type: ignore[attr-defined]


def test_templates_escape_whatever_they_are_given() -> None:
    assert environment().autoescape is True
    assert environment().from_string("{{ a }}").render(a=EVIL).count("<") == 0
    for path in TEMPLATES.rglob("*.j2"):
        assert not re.search(r"\|\s*(safe|forceescape)\b|autoescape|Markup", path.read_text(encoding="utf-8")), path
    environments = [
        (path, ast.unparse(node))
        for path in (ROOT / "xclib").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Environment", "SandboxedEnvironment")
    ]
    assert len(environments) >= 2
    assert all("autoescape=True" in call for _, call in environments)


def no_tag_of(evil: str, html: str) -> bool:
    return "<script" not in html and evil not in html


def test_words_of_a_report_stay_words() -> None:
    words = Words({"a": {"zh": "{{ x }}", "en": "{{ x }}, {{ x | link(u) }}, {{ [x, x] | listed }}, {{ x | capital }}"}}, "en")
    for html in (
        link(EVIL, "https://a.example/"),
        link("5%", f"https://a.example/{EVIL}"),
        link(EVIL, "javascript:evil()"),
        computed(EVIL, EVIL, EVIL),
        computed(EVIL, ""),
        placed(EVIL, EVIL),
        words("a", x=EVIL, u=f"https://a.example/{EVIL}"),
    ):
        assert isinstance(html, Markup)
        assert no_tag_of(EVIL, html)
        assert "javascript:" not in html
    found = present.findings([EVIL, link("5%", "https://a.example/")])
    assert no_tag_of(EVIL, found.html)
    assert '<a href="https://a.example/">5%</a>' in found.html
    rows = [{"a": EVIL, "b": "1"}]
    assert no_tag_of(EVIL, present.table(rows, {"a": EVIL, "b": "B"}, caption=EVIL, lang="zh", notes=[EVIL]).html)


def test_braces_are_no_template() -> None:
    braces = "{{ 7 * 7 }} {% if x %} {0} {name} %(a)s ${x}"
    words = Words({"a": {"zh": "{{ x }}", "en": "{{ x }}"}}, "en")
    assert str(words("a", x=braces)) == braces
    assert braces in present.findings([braces]).html
    assert braces in present.table([{"a": braces}], {"a": braces}, caption=braces, lang="en").html


def test_a_fit_shows_its_formula_as_text() -> None:
    frame = pd.DataFrame({"x": range(40), "y": [2.0 * x + x % 3 for x in range(40)]})
    made = fit(frame, "y ~ I(x * (x < 90))", errors="HC3")
    assert made is not None
    assert "(x &lt; 90)" in made._repr_html_()
