"""The frame of every page: templates, fixed wording, style sheet and embedded font."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xclib.care.shipped import read_beside
from xclib.html.webfont import font_face

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).with_name("templates")


def read_words() -> dict[str, dict[str, Any]]:
    """Return the words of the page in both languages."""
    return read_beside(__file__, "templates/words.yaml")


@cache
def environment() -> Environment:
    """Return the templates. What comes from data is escaped; a name that nobody filled is an error, not an empty place."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["moment"] = lambda text: datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M UTC")
    return made


def fill(template: str, **values: object) -> str:
    """Return a template with its values filled in; see `environment`."""
    return environment().get_template(template).render(**values)


def page_style() -> Markup:
    """Return the style of every page."""
    from markupsafe import Markup

    return Markup((TEMPLATES / "style.css").read_text(encoding="utf-8").strip())


def page_script(name: str) -> Markup:
    """Return a script that a page carries; the page's policy names it by its hash."""
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def with_font(html: str) -> str:
    """Return the page with the Chinese characters that it shows embedded, for readers whose machine has no Chinese font."""
    return html.replace("</style>", f"{font_face(html)}\n</style>", 1)
