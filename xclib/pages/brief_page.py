"""The page of a brief: it knows report, area, year and language, and shows frames and facts in the catalogue's words."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from xclib.charts.style import set_style
from xclib.data.front import figures, report
from xclib.data.raw import data_root, shipped
from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.errors import unknown
from xclib.html import present
from xclib.model.areas import NATION, government
from xclib.model.codes import looks_back
from xclib.pages.chart import amount_size, fill, label_axes
from xclib.pages.table import show_table
from xclib.words import Facts, Words, given, in_words, is_text, of_nation, read_catalogue
from xclib.words.markup import Html, plain_text
from xclib.words.numbers import explain
from xclib.words.themes import of_topic
from xclib.words.wording import check_lang

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from xclib.charts.explore import Scene

#: What may be said: the facts of one sentence, or of several.
Said = Facts | Sequence[Facts] | pd.DataFrame | None


def _with_nation(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures of the nation, its own product called domestic; a label that prints 地区生产总值 is of regions."""
    own = ~figures["label_zh"].str.contains("地区生产总值")
    return figures.assign(label_en=figures["label_en"].mask(own, figures["label_en"].map(of_nation)))


class Page:
    """The page of a brief. What has nothing to show is left out, heading and all.

    Parameters
    ----------
    notebook : str
        The notebook: its words stand in ``NAME.yaml`` beside it.
    report_id : str
        Report that the brief is about.
    lang : {'zh', 'en'}
        Language of the page.

    Attributes
    ----------
    report : mapping
        Row of `xclib.reports`.
    area, name : str
        Code of the area, and its name in the page's language.
    year : int
        Year whose outcomes the report states; the plan is for the next.
    plans : bool
        Whether the report is of a kind that plans: a communiqué states outcomes alone.
    figures : DataFrame
        Rows of `xclib.figures` of the report.
    level : str
        Level of government: nation, province, city, district or county; texts take it as ``level``.
    words : Words
        The catalogue in the page's language.

    Examples
    --------
    >>> Page("growth", "cn-110102-plan-2024", "en")
    <page growth: Xicheng District, 2023, en>
    """

    def __init__(self, notebook: str, report_id: str, lang: str = "zh") -> None:
        self.lang = check_lang(lang)
        self.report: Mapping[str, Any] = {str(name): value for name, value in report(report_id).items()}
        self.area, self.name = str(self.report["area_code"]), str(self.report[f"area_{lang}"])
        self.words = Words(read_catalogue(_find(notebook)), lang, nation=self.area == NATION)
        self.plans = not looks_back(str(self.report["kind"]))
        self.year = int(self.report["year"]) - self.plans
        self.figures = figures(report_id, stored=True)
        if not self.plans:  # what reads as a target there is a note or a rule
            self.figures = self.figures[self.figures["status"] != "target"]
        if self.words.nation:
            self.figures = _with_nation(self.figures)
        self.level = government(self.area, str(self.report["area_zh"]))
        self.notebook = notebook
        #: What every text may name: the area, its level, the year whose outcomes the report states, the next, and whether it
        #: is of a kind that plans.
        self._about = {"area": self.name, "level": self.level, "year": self.year, "next": self.year + 1, "plans": self.plans}
        self._unstated: dict[str, Markup] = {}
        self._passed_over = False  # whether something was not looked for, since the report cannot state it
        set_style()

    def __repr__(self) -> str:
        return f"<page {self.notebook}: {self.name}, {self.year}, {self.lang}>"

    def named(self, name: str) -> str:
        """Return the column that holds names in the page's language: ``area`` is ``area_zh`` or ``area_en``."""
        return f"{name}_{self.lang}"

    def know(self, **facts: object) -> None:
        """Add facts that every text of the page may name from here on; those that a call brings go first."""
        self._about |= facts

    def text(self, key: str, **facts: object) -> str:
        """Return a text of the catalogue without markup, for a label within a chart."""
        return plain_text(self.words(key, **facts))

    def say(self, key: str, of: Said = {}, **more: object) -> None:  # noqa: B006 - never changed
        """Show a sentence of the catalogue for each row of facts; nothing where there are none.

        Parameters
        ----------
        key : str
            Text of the catalogue. Where it holds several, each row's ``says`` chooses among them.
        of : mapping, frame or sequence of mappings, optional
            The facts of one sentence or of each of several. ``area``, ``level``, ``year`` and ``next``, the year after, are
            known to every text.
        **more
            Facts that all of them share.
        """
        if sentences := self._sentences(key, of, more):
            _show(present.findings(sentences, lang=self.lang))

    def notes(self, **says: Said) -> None:
        """Show sentences of several texts in one list.

        Parameters
        ----------
        **says
            Facts by the text of the catalogue that takes them, each as in `say`; those without facts are left out.
        """
        if sentences := [text for key, of in says.items() for text in self._sentences(key, of, {})]:
            _show(present.findings(sentences, lang=self.lang))

    def _sentences(self, key: str, of: Said, more: Facts) -> list[Markup]:
        rows = records(of) if isinstance(of, pd.DataFrame) else [of] if isinstance(of, Mapping) else list(of or ())
        return [text for row in rows if (text := self._sentence(key, {**more, **row}))]

    def _sentence(self, key: str, facts: Facts) -> Markup | None:
        """Return a sentence; one that says what the report does not state is kept for `unstated`."""
        chosen = key if is_text(self.words.node(key)) else f"{key}.{facts['says']}"
        if self.year < self.words.node(chosen).get("since", 0):
            self._passed_over = True
            return None
        text = self.words(chosen, **{**self._about, **facts})
        absent = self.words.node(chosen).get("absent")
        if not absent:
            return text
        if self.plans or absent != "plan":  # nobody looks for targets in a communiqué
            self._unstated.setdefault(plain_text(text), text)
        else:
            self._passed_over = True
        return None

    def limits(self, **holds: object) -> None:
        """Show what the report does not let one conclude: of the sentences under ``limits`` those whose condition holds."""
        self.say("limits", [{"says": name} for name, reason in holds.items() if reason])

    def unstated(self, **says: Said) -> None:
        """Show what the report does not state, each once: the sentences marked ``absent`` in the catalogue.

        Those marked ``absent: plan`` are left out of a report of a kind that plans nothing. Any sentence with ``since`` is left
        out of a report on an earlier year: nobody measured it then.

        ``**says``: facts of more such sentences, as in `notes`.
        """
        self.notes(**says)
        if missing := [*self._unstated.values()] or ([] if self._passed_over else [self.words("all_stated")]):
            _show(present.findings(missing, lang=self.lang))

    def findings(
        self, *, headline: Facts | None = None, stated: Facts | Callable[[], Facts] | None = None, **of: Facts | None
    ) -> None:
        """Show the key findings, each under its lead: ``happened``, ``planned``, ``watch``; those without facts are left out.

        Where neither the result nor the plan is left, ``stated``, what the report has on the topic, stands first; a function
        that returns it is called where it is needed.
        ``headline``: facts of the headline numbers over them, see `headline`.

        Raises
        ------
        XclibError
            Nothing is left to say.
        """
        instead: Callable[[], Facts] = cache(stated) if callable(stated) else lambda: stated or {}
        if headline is not None:
            self.headline(headline, lambda: instead().get("main", ()))
        own, watch = self._led({**of, "watch": None}), self._led({"watch": of.get("watch")})
        _show(present.findings([*(own or self._led({"stated": instead()})), *watch], lang=self.lang))

    def _led(self, of: Mapping[str, Facts | None]) -> list[Markup]:
        found = {name: self._sentence(f"findings.{name}", facts) for name, facts in of.items() if facts}
        return [
            self.words("findings.lead", lead=self.words(f"leads.{name}"), sentence=text) for name, text in found.items() if text
        ]

    def headline(self, facts: Facts, main: Callable[[], Sequence[Facts]] = tuple) -> None:
        """Publish the headline numbers of the catalogue for first screen and index, without those not stated.

        ``main``: returns what stands there where none is, as `xclib.analyses.telling.stated` has it.
        """
        names, facts = list(self.words.node("headline")), {**self._about, **facts}
        items = [self._number(name, facts[name], facts) for name in names if facts[name] is not None]
        items = items or [self._number("main", of["figure"], {**facts, **of}, at="headline_main") for of in main()]
        missing = self.text("headline_missing") if not items else ""
        present.publish_headline(items or [{"label": self.text(f"headline.{n}.label", **facts), "value": missing, "note": ""}
            for n in names[:1]])  # fmt: skip

    def _number(self, name: str, of: Quantity, facts: Facts, at: str = "") -> dict[str, str]:
        at = at or f"headline.{name}"
        node = self.words.node(at)
        value = self.text(f"{at}.value", **facts) if "value" in node else in_words(of, self.lang)
        item = {"label": self.text(f"{at}.label", **facts), "value": value} | self._source(of)
        beside = facts.get(node.get("note_of", "")) if "note" in node else of.room
        note = self.text(f"{at}.note", **facts) if "note" in node else in_words(of.room, self.lang)
        note = "" if note == value else note  # a number that nothing is left open of
        source = self._source(beside) if beside is not None else {}
        return item | {"note": note} | {f"note_{name}": text for name, text in source.items()}

    def _source(self, of: Quantity) -> dict[str, str]:
        """Return the page of a stated number, or the formula and inputs of a computed one."""
        if of.basis:
            return {"formula": explain(of.basis, self.lang), "inputs": given(of, self.lang)}
        return {"url": of.url} if of.url else {}

    def mark(self, key: str, of: Quantity | None, period: int | None = None) -> tuple[Any, ...] | None:
        """Return a number that stands in no frame as a chart marks it: its year if it has one, its value, its name.

        Parameters
        ----------
        key : str
            Text of the catalogue that names it.
        of : Quantity or None
            The number; amounts come in 亿元 or billion yuan. Without one, or where it is a mere bound, there is no mark.
        period : int, optional
            Year at which it stands.
        """
        if of is None or math.isnan(of.value):
            return None
        value = of.value / (amount_size(self.words) if of.unit == "元" else 1.0)
        return (value, self.text(key)) if period is None else (period, value, self.text(key))

    def table(self, key: str, rows: pd.DataFrame | Sequence[Facts], facts: Facts | None = None, **says: Said) -> None:
        """Show a frame as the catalogue lays it out under ``tables``, and what is said of it.

        Parameters
        ----------
        key : str
            Table of the catalogue.
        rows : DataFrame or sequence of mappings
            One row each; quantities bring their links and formulas with them. Without rows, or with fewer than the table's
            ``fewest``, nothing is shown.
        facts : mapping, optional
            What the caption needs beside what every text knows and ``n``, the number of rows.
        **says
            Sentences under the table, as in `notes`; they are shown also where the table is left out.
        """
        found = records(rows) if isinstance(rows, pd.DataFrame) else [dict(row) for row in rows]
        if len(found) >= self._fewest(f"tables.{key}"):
            _show(show_table(self.words, key, found, {**self._about, "n": len(found), **(facts or {})}))
        self.notes(**says)

    def tables(self, **rows: pd.DataFrame | Sequence[Facts]) -> None:
        """Show several frames one under another, each as in `table`: its rows by its key in the catalogue."""
        for key, of in rows.items():
            self.table(key, of)

    def chart(
        self, key: str, drawn: Callable[..., Figure] | Axes, *frames: pd.DataFrame, facts: Facts | None = None, name: str = "",
        **options: object,
    ) -> None:  # fmt: skip
        """Show a chart with its title, unit and caption from the catalogue, and the table behind it.

        Parameters
        ----------
        key : str
            Chart of the catalogue.
        drawn : callable or Axes
            A function of `xclib.charts.standard`, which draws the frames; or what seaborn or matplotlib has drawn of them.
        *frames : DataFrame
            What is drawn; nothing is, without rows or with fewer than the chart's ``fewest``.
        facts : mapping, optional
            What the caption needs beside what every text knows and ``n``, the number of rows; an optional caption without it
            gives way to the title.
        name : str, optional
            Anchor on the page, where one chart of the catalogue is shown several times.
        **options
            What the function draws beside its frames: a ``reference`` line, a ``target``, the ``kinds`` of tiles.
        """
        from xclib.charts.picture import adopt, show

        if len(frames[-1]) < self._fewest(f"charts.{key}"):
            _drop(drawn)
            return
        node, about = self.words.node(f"charts.{key}"), {**self._about, "n": len(frames[-1]), **(facts or {})}
        spoken = "caption" in node and (facts is not None or not self.words.node(f"charts.{key}.optional"))
        caption = self.words(f"charts.{key}.{'caption' if spoken else 'title'}", **about)
        under = Html.of(caption)
        if callable(drawn):
            figure = self._draw(key, drawn, *frames, facts=about, **options)
        else:
            figure = label_axes(self.words, key, drawn, frames[0].columns, about)
            adopt(figure, frames[0], self.text(f"charts.{key}.unit") if "unit" in node else "")
        show(figure, alt=under, caption=under, lang=self.lang, name=name or key)

    def _draw(self, key: str, draw: Callable[..., Figure], *frames: pd.DataFrame, facts: Facts, **options: object) -> Figure:
        filled = [fill(self.words, key, frame, facts) for frame in frames]
        named = {name: self.text(f"charts.{key}.{name}", **facts) for name in ("title", "unit")
            if self.words.node(f"charts.{key}.{name}")}  # fmt: skip
        line = self.words.node(f"charts.{key}.reference")
        more = {"reference": (float(line["at"]), self.text(f"charts.{key}.reference", **facts))} if line else {}
        return draw(*filled, lang=self.lang, **named, **more, **options)

    def _fewest(self, key: str) -> int:
        """Return the rows without which a table or chart is left out: one, or what the catalogue says.

        What is ``planned: true`` in the catalogue has no place in a report that plans nothing, whatever its rows.
        """
        node = self.words.node(key)
        return sys.maxsize if node.get("planned") and not self.plans else int(node.get("fewest", 1))

    def slide(
        self, key: str, draw: Callable[..., Figure], scene: Callable[[float], Facts | None], over: Sequence[float],
        *, value: float | None = None, **options: object,
    ) -> None:  # fmt: skip
        """Show a chart of a scenario, and in JupyterLab a slider that moves its parameter.

        Parameters
        ----------
        key : str
            Chart of the catalogue; its ``label`` and ``step`` name the parameter and its unit.
        draw : callable
            A function of `xclib.charts.standard`.
        scene : callable
            Returns the facts of a value, the frame to draw among them as ``marks`` (or several in a tuple); None where there is
            nothing to show.
        over : sequence of float
            Where the slider stops; nothing is shown without any.
        value : float
            Where it starts; by default halfway.
        **options
            As for `chart`.
        """
        from functools import partial

        from xclib.charts.explore import Scene, slide

        if len(over) < self._fewest(f"charts.{key}"):
            return
        start = over[(len(over) - 1) // 2] if value is None else value

        def at(value: Any) -> Scene | None:  # noqa: ANN401 - of a slider
            facts = scene(value)
            if facts is None:
                return None
            caption, marks = self.words(f"charts.{key}.caption", **facts), facts["marks"]
            frames = marks if isinstance(marks, tuple) else (marks,)
            drawn = partial(self._draw, key, draw, *frames, facts=facts, **options)
            return Scene(drawn, Html.of(caption), {})

        label, unit = self.text(f"charts.{key}.label"), self.text(f"charts.{key}.step")
        slide(at, over, value=start, label=label, unit=unit, lang=self.lang, name=key)

    def sources(self, topic: str = "", **counts: int) -> None:
        """Show what was read: source, dates, and how many figures there are, on a topic where one is given, and in doubt.

        Parameters
        ----------
        topic : str, optional
            Topic of the figures.
        **counts : int
            What else was read, by its name under ``read`` of the catalogue; nothing of what there is none.
        """
        on = of_topic(self.figures, topic)
        doubt = on["corrected"] | (on["bound"] != "=")
        found = {"all": len(self.figures)} | ({"topic": len(on)} if topic else {}) | {"doubt": int(doubt.sum())} | counts
        named = {self.text(f"read.{name}"): n for name, n in found.items() if n or name not in counts}
        _show(present.sources_read(self.report, named, lang=self.lang))

    def used(self, rows: pd.DataFrame) -> None:
        """Show the closing table: every figure used, with its status, interval and link."""
        if len(rows):
            _show(present.figures_used(rows, lang=self.lang))


def _drop(drawn: object) -> None:
    """Close what was drawn of nothing, so that the notebook does not show it by itself."""
    import matplotlib.pyplot as plt

    if figure := getattr(drawn, "figure", None):
        plt.close(figure)


def _show(made: object) -> None:
    from IPython.display import display

    display(made)  # type: ignore[no-untyped-call]


def _find(notebook: str) -> Path:
    """Return the catalogue of a notebook: beside it where the kernel runs, or in the project."""
    homes = (
        Path(),
        Path("notebooks"),
        data_root().resolve().parent / "notebooks",
        shipped() / "notebooks",
    )
    found = [home / f"{notebook}.yaml" for home in homes]
    for path in found:
        if path.is_file():
            return path.resolve()
    known = sorted({path.stem for home in homes for path in home.glob("*.yaml")})
    raise unknown("catalogue", notebook, known, where=f"{notebook}.yaml")
