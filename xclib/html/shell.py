"""The frame of every page: templates, fixed wording, style sheet and embedded font."""

from __future__ import annotations

import base64
from datetime import datetime
from functools import cache
from hashlib import sha256
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


def page(template: str, *, script: str = "", style: str = "", **values: object) -> str:
    """Return a whole page, with font and style of every page, and with a script and a style of its own.

    ``script``, ``style``: their names among the templates; the page's policy lets that script run and no other.
    """
    from markupsafe import Markup

    code = asset(script) if script else ""
    policy = f"script-src '{script_hash(code)}'; " if code else ""
    styles = Markup("\n").join([page_style(), *([asset(style)] if style else [])])
    return with_font(fill(template, style=styles, script=code, policy=policy, **values))


def asset(name: str) -> Markup:
    """Return a style or a script among the templates."""
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def page_style() -> Markup:
    """Return the style of every page."""
    return asset("style.css").strip()


def script_hash(text: str) -> str:
    """Return the hash by which a page's policy lets one inline script run and no other.

    >>> script_hash("")[:14]
    'sha256-47DEQpj'
    """
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def with_font(html: str) -> str:
    """Return the page with the Chinese characters that it shows embedded, for readers whose machine has no Chinese font."""
    return html.replace("</style>", f"{font_face(html)}\n</style>", 1)
