"""Catalogues: the sentences, heads and titles of a brief, Chinese and English side by side, as templates.

A catalogue is a YAML file of nested keys; what has ``zh`` and ``en`` is a text. Texts are Jinja templates: everything from data
is escaped, a name that nobody filled is an error. A number (`Quantity`) writes itself with its source or its formula.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from xclib.economics.quantity import Quantity
from xclib.errors import XclibError, unknown
from xclib.model.codes import read_codes
from xclib.words.markup import Html, link
from xclib.words.numbers import cite, cite_inputs, estimate_in_words, explain, fall_in_words, in_words, point_in_words, signed
from xclib.words.wording import check_lang, format_number, format_value, pick, shown_period

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

#: What a sentence is about, by name.
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Saying:
    """A catalogue text with its facts, to be rendered within another text.

    >>> catalogue = {"more": {"zh": "高于{{ name }}", "en": "above {{ name }}"}, "it": {"zh": "{{ of }}", "en": "{{ of }}"}}
    >>> Words(catalogue, "en")("it", of=Saying("more", {"name": "China"}))
    Markup('above China')
    """

    key: str
    facts: Facts = field(default_factory=dict)


_SHARED = Path(__file__).with_name("shared.yaml")
#: A line break of a YAML block within Chinese text is no space.
_FOLDED = re.compile(r"(?<=[⺀-鿿　-〿＀-￯”’}]) +(?=[⺀-鿿　-〿＀-￯“‘{])")


def read_catalogue(path: Path) -> Mapping[str, Any]:
    """Return a catalogue as nested mappings.

    Raises `XclibError`: the file is missing or no mapping.
    """
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise XclibError(f"cannot be read: {reason}", where=str(path), advice="write a YAML file beside the notebook") from None
    if not isinstance(found, dict):
        raise XclibError("is not a mapping of keys to texts", where=str(path), advice="see docs/briefs.md")
    return found


@cache
def read_shared() -> Mapping[str, Any]:
    """Return what all catalogues share, with the code lists of the model among its codes."""
    shared = read_catalogue(_SHARED)
    return {**shared, "codes": {**shared["codes"], **read_codes()}}


def is_text(node: object) -> bool:
    """Whether a node of a catalogue is a text in both languages.

    >>> is_text({"zh": "增长", "en": "growth"}), is_text({"above": {"zh": "", "en": ""}})
    (True, False)
    """
    return isinstance(node, dict) and {"zh", "en"} <= set(node)


def texts(node: Mapping[str, Any], at: str = "") -> dict[str, Mapping[str, str]]:
    """Return all texts of a catalogue by their dotted key.

    >>> list(texts({"gap": {"above": {"zh": "高", "en": "above"}}}))
    ['gap.above']
    """
    found: dict[str, Mapping[str, str]] = {}
    for name, inner in node.items():
        key = f"{at}.{name}" if at else str(name)
        if is_text(inner):
            found[key] = inner
        if isinstance(inner, Mapping):
            found |= texts(inner, key)
    return found


def of_nation(text: str) -> str:
    """Return a text with the gross product of a nation instead of that of a region.

    >>> of_nation("Growth of gross regional product"), of_nation("地区生产总值增速")
    ('Growth of gross domestic product', '国内生产总值增速')
    """
    return text.replace("ross regional product", "ross domestic product").replace("地区生产总值", "国内生产总值")


@dataclass(frozen=True)
class _Plain:
    """A text of a catalogue without anything to be filled in."""

    text: str

    def render(self, _: Facts) -> str:
        """Return the text, as a template would."""
        return self.text


class Words:
    """The texts of a brief in one language.

    Parameters
    ----------
    catalogue : mapping
        As of `read_catalogue`; what it lacks is looked up in the texts that all briefs share.
    lang : {'zh', 'en'}
        Language.
    nation : bool, optional
        Whether the brief is of the nation, whose product is domestic and not regional. A text that speaks of other areas
        keeps their regional product: it, or a mapping that holds it, is marked ``regional: true``.

    Examples
    --------
    >>> words = Words({"found": {"zh": "增长{{ rate }}", "en": "Growth was {{ rate }}."}}, "en")
    >>> words("found", rate=Quantity(5.8, 5.75, 5.85, "%", printed=5.8, url="https://a.example/"))
    Markup('Growth was <a href="https://a.example/">5.8%</a>.')
    """

    def __init__(self, catalogue: Mapping[str, Any], lang: str, *, nation: bool = False) -> None:
        self.lang = check_lang(lang)
        self.nation = nation
        self.catalogues = (catalogue, read_shared())
        self._texts: dict[str, str] = {}
        self._environment = _environment(self, self._texts)
        self._templates: dict[str, Template | _Plain] = {}

    def node(self, key: str) -> Any:  # noqa: ANN401 - whatever a catalogue holds
        """Return what stands under a dotted key, or None."""
        for catalogue in self.catalogues:
            found: Any = catalogue
            for name in key.split("."):
                found = found.get(name) if isinstance(found, Mapping) else None
            if found is not None:
                return found
        return None

    def __call__(self, key: str, **facts: object) -> Markup:
        """Return the text of a key with its facts filled in; escaped markup."""
        from markupsafe import Markup

        known = {name: self.write(value) if isinstance(value, Saying) else value for name, value in facts.items()}
        return Markup(self._template(key).render(known))

    def _template(self, key: str) -> Template | _Plain:
        if key not in self._templates:
            node = self.node(key)
            if not is_text(node):
                raise unknown("text", key, [k for c in self.catalogues for k in texts(c)], where="catalogue")
            text = " ".join(str(node[self.lang]).split())
            text = self._of_area(key, text)
            text = _FOLDED.sub("", text) if self.lang == "zh" else text
            # Half of all texts have nothing to be filled in, and compiling a template takes longer than filling ten.
            self._templates[key] = self._compiled(text) if "{" in text else _Plain(text)
        return self._templates[key]

    def _compiled(self, text: str) -> Template:
        name = sha1(text.encode(), usedforsecurity=False).hexdigest()  # what was compiled is kept by name
        self._texts[name] = text
        return self._environment.get_template(name)

    def code(self, code: str, kind: str) -> str:
        """Return a code of the data in words; one that is not listed stays as it is.

        >>> Words({}, "en").code("census-2018", "base")
        '2018 census'
        """
        key = f"codes.{kind}.{code}"
        node = self.node(key)
        return self._of_area(key, str(node[self.lang])) if is_text(node) else code

    def _of_area(self, key: str, text: str) -> str:
        """Return a text with the product of the area that it speaks of."""
        if not self.nation:
            return text
        names = key.split(".")
        within = (self.node(".".join(names[:n])) for n in range(1, len(names) + 1))
        return text if any(isinstance(node, Mapping) and node.get("regional") is True for node in within) else of_nation(text)

    def write(self, value: Any) -> Any:  # noqa: ANN401 - any value of a template
        """Return a value as a text shows it: a quantity with its source, a number, markup; the rest as it is."""
        from markupsafe import Markup

        if isinstance(value, Quantity):
            return cite(value, self.lang)
        if isinstance(value, Html):
            return Markup(value.html)
        if isinstance(value, Saying):
            return self(value.key, **value.facts)
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return "–"
        return format_number(value, self.lang) if isinstance(value, float) else value

    def listed(self, parts: Iterable[object]) -> Markup:
        """Join parts as a list of the language: "a, b and c"."""
        from markupsafe import Markup

        some = [Markup("{}").format(self.write(p)) for p in parts]
        comma, last = pick(self.lang, "、", ", "), pick(self.lang, "、", " and ")
        return Markup(last).join([Markup(comma).join(some[:-1]), some[-1]] if len(some) > 1 else some)


def _environment(words: Words, named: Mapping[str, str]) -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined, pass_context
    from markupsafe import Markup

    from xclib.words.compiled import kept_code, late

    lang = words.lang
    made = Environment(
        loader=DictLoader(named),
        bytecode_cache=kept_code(Path(__file__).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.write,
    )

    @pass_context
    def say(context: Any, key: str, **more: object) -> Markup:  # noqa: ANN401 - of Jinja
        return words(key, **{**context.get_all(), **more})

    @pass_context
    def each(context: Any, key: str, rows: Iterable[Facts]) -> list[Markup]:  # noqa: ANN401 - of Jinja
        return [words(key, **{**context.get_all(), **row}) for row in rows]

    shown: dict[str, Callable[..., str]] = {
        "digits": in_words, "point": point_in_words, "estimate": estimate_in_words, "signed": signed, "fall": fall_in_words,
    }  # fmt: skip
    filters: dict[str, Callable[..., Any]] = {name: _cited(write, lang) for name, write in shown.items()} | {
        "plain": lambda of, digits=None: in_words(of, lang, digits),
        "number": lambda value, decimals=None: format_number(float(value), lang, decimals=decimals),
        "word": words.code,
        "span": lambda period: shown_period({"period": period}, lang),
        "unit": lambda unit: format_value(0, str(unit), lang).removeprefix("0").strip(),
        "formula": lambda of: explain(of.basis, lang),
        "inputs": lambda of: cite_inputs(of, lang),
        "link": lambda text, url: link(str(text), str(url)),
        "listed": words.listed,
        "capital": lambda text: Markup(_capital(Markup("{}").format(words.write(text)))),
    }
    made.filters |= {name: late(function) for name, function in filters.items()}
    made.globals |= {"say": say, "each": each}
    return made


def _cited(write: Callable[..., str], lang: str) -> Callable[..., Markup]:
    def filled(of: Quantity, *args: int) -> Markup:
        return cite(of, lang, write(of, lang, *args))

    return filled


def _capital(text: str) -> str:
    """Return a sentence with a capital at its head, also where a link opens it."""
    return re.sub(r"^(<[^>]+>)*\w", lambda found: found[0][:-1] + found[0][-1].upper(), text)
