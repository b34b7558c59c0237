"""Markup of a sentence and of a number: a link to its page, the formula by which it was computed. Everything escaped."""

from __future__ import annotations

import re
from html import escape, unescape

from markupsafe import Markup

from xclib.words.lab import enliven_tables


class Html:
    """HTML that a notebook displays; the text form is for terminals and nbval.

    Parameters
    ----------
    html : str
        Markup, already escaped.
    text : str
        Plain text of the same.
    role : str
        What the renderer of a brief does with it: ``read`` and ``used`` are folded.
    """

    def __init__(self, html: str, text: str = "", role: str = "") -> None:
        self.html, self.text, self.role = html, text, role

    @classmethod
    def of(cls, markup: str) -> Html:
        """Return markup, such as of `link`, with its plain text."""
        return cls(str(markup), plain_text(markup))

    def __html__(self) -> str:
        return self.html

    _repr_html_ = __html__

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, object]]:
        if "<table" in self.html:
            enliven_tables()
        return {"text/html": self.html, "text/plain": repr(self)}, {"xclib": {"role": self.role}}

    def __repr__(self) -> str:
        return self.text or "<html>"


#: A page of the folder of briefs, as a brief sees it.
_BESIDE = re.compile(r"\.\./[a-z]+\.html(?:#[\w=&,.-]*)?")


def link(text: str, url: str, of: str = "") -> Markup:
    """Return an escaped link; the bare text where the address is neither http(s) nor a page beside the report's folder.

    ``of``: the indicator whose number the text is, where the page at the address has several.

    >>> link("5.8%", "https://a.example/p"), link("all areas", "../explorer.html#areas=110000")
    (Markup('<a href="https://a.example/p">5.8%</a>'), Markup('<a href="../explorer.html#areas=110000">all areas</a>'))
    """
    if not url.startswith(("https://", "http://")) and not _BESIDE.fullmatch(url):
        return Markup(escape(text))
    if of:
        return Markup(f'<a href="{escape(url)}" data-of="{escape(of)}">{escape(text)}</a>')
    return Markup(f'<a href="{escape(url)}">{escape(text)}</a>')


def computed(text: str, formula: str, inputs: str = "") -> Markup:
    """Return an escaped number that we computed, with the formula and inputs that a brief shows beside it.

    ``text``: the number in words; ``formula``: how it was computed, in one line, as
    the ``basis`` of a quantity; without one the bare text is returned; ``inputs``: the numbers that went in.

    >>> computed("1.15", "target - outcome", "3.5% - 2.35%")
    Markup('<span class="computed" data-formula="target - outcome" data-inputs="3.5% - 2.35%">1.15</span>')
    """
    if not formula:
        return Markup(escape(text))
    given = f' data-inputs="{escape(inputs)}"' if inputs else ""
    return Markup(f'<span class="computed" data-formula="{escape(formula)}"{given}>{escape(text)}</span>')


def plain_text(markup: str) -> str:
    """Return markup as plain text.

    >>> plain_text('<a href="https://a.example">5%</a> A &lt; B.')
    '5% A < B.'
    """
    return unescape(re.sub("<[^>]+>", "", markup))


def placed(text: str, place: str) -> Markup:
    """Return an escaped number whose source has a name and no address, with the name beside it.

    >>> placed("5.2%", "Work report of 2031")
    Markup('<span class="placed" data-place="Work report of 2031">5.2%</span>')
    """
    return Markup(f'<span class="placed" data-place="{escape(place)}">{escape(text)}</span>')
