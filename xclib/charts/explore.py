"""Scenarios with a parameter: a slider in JupyterLab; the same chart and a table of values elsewhere.

A scenario is a function of one value that returns a `Scene`. What a notebook keeps, a brief prints and nbval compares is the
scene at the parameter's own value, and a table of a few others; only who works in JupyterLab gets the slider.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xclib.charts.picture import pack, show
from xclib.errors import XclibError
from xclib.html.present import Html, table
from xclib.words.lab import is_interactive
from xclib.words.wording import check_lang, format_number, in_language, in_words_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Value = float | int | str


@dataclass(frozen=True)
class Scene:
    """A scenario at one value of its parameter.

    >>> from matplotlib.figure import Figure
    >>> Scene(Figure, "Revenue doubles.", {"rate": "7%", "years": "10.2"}).row["years"]
    '10.2'
    """

    #: Draws its chart, any of `xclib.charts.standard`; called only where it is shown.
    draw: Callable[[], Figure]
    #: What it shows, and its text alternative. `Html` where its numbers bring their
    #: sources with them.
    caption: str | Html
    #: Its numbers as text, by column of `values`.
    row: Mapping[str, str]


#: A function that draws a scenario; None where the report lacks what it takes.
Draw = Callable[[Any], "Scene | None"]


def steps(low: float, high: float, step: float = 0.5) -> list[float]:
    """Return the values from one end of a slider to the other, both included.

    ``step``: the distance of neighbours.

    >>> steps(-1, 1, 0.5)
    [-1.0, -0.5, 0.0, 0.5, 1.0]
    """
    if not (low <= high and step > 0):
        raise XclibError(
            f"no steps of {step:g} from {low:g} to {high:g}", where="explore.steps", advice="set low <= high, step > 0"
        )
    count = int((high - low) / step + 1e-9)
    found = [round(low + n * step, 10) for n in range(count + 1)]
    return found if abs(found[-1] - high) < 1e-9 else [*found, float(high)]


@in_language
def slide(draw: Draw, over: Sequence[Value], *, value: Value, label: str, unit: str = "", name: str = "scene") -> None:
    """Show a scenario at one value, and in JupyterLab a slider above it that moves it to others.

    Parameters
    ----------
    draw : callable
        Returns the `Scene` of a value, or None where there is nothing to show; then nothing is shown.
    over : sequence
        The values that the slider stops at; texts make a list to choose from instead of a slider.
    value : number or str
        Where it starts, and what is shown where there is no slider.
    label : str
        What the parameter is.
    unit : str
        Unit of the parameter, behind its number.
    name : str
        Anchor of the chart in a brief.

    Examples
    --------
    >>> slide(lambda growth: None, steps(3, 7), value=5, label="Growth", unit="%", lang="en")
    """
    scene = draw(value)
    if scene is None:
        return
    if not is_interactive():
        show(scene.draw(), alt=scene.caption, caption=scene.caption, name=name)
        return
    _slide(draw, scene, _stops(over, value, unit), value, label, name)


def _stops(over: Sequence[Value], value: Value, unit: str) -> list[tuple[str, Value]]:
    """Return text and value of each stop; the start is one of them."""
    stops = list(dict.fromkeys(over))
    if value not in stops:
        stops.append(value)
    if not any(isinstance(stop, str) for stop in stops):
        stops.sort()
    return [(stop if isinstance(stop, str) else _words(stop, unit), stop) for stop in stops]


def _words(value: float, unit: str) -> str:
    # A year has no thousands.
    return f"{value}{unit}" if isinstance(value, int) else f"{format_number(value)}{unit}"


def _slide(draw: Draw, scene: Scene, stops: list[tuple[str, Value]], value: Value, label: str, name: str) -> None:
    import ipywidgets
    from IPython.display import display

    words = any(isinstance(stop, str) for _, stop in stops)
    kind = ipywidgets.Dropdown if words else ipywidgets.SelectionSlider
    look = {"style": {"description_width": "initial"}, "layout": {"width": "36rem", "max_width": "100%"}}
    # Drawing takes a moment: the chart follows when the slider is let go, or a key moves it.
    more = {} if words else {"continuous_update": False}
    control = kind(options=stops, value=value, description=label, **look, **more)

    def packed(shown: Scene) -> dict[str, Any]:
        return pack(shown.draw(), alt=shown.caption, caption=shown.caption, name=name)

    display(control)  # type: ignore[no-untyped-call]
    # An output of the cell, and no view of a widget: a saved notebook keeps the chart as it was last seen.
    shown = display(packed(scene), raw=True, display_id=True)  # type: ignore[no-untyped-call]

    lang = check_lang()

    def moved(change: Mapping[str, Any]) -> None:
        # The slider moves long after the cell has run, when no language is set any more.
        with in_words_of(lang):
            try:
                new = draw(change["new"])
            except XclibError as error:
                shown.update({"text/plain": str(error)}, raw=True)
                return
            if new is not None:
                shown.update(packed(new), raw=True)

    control.observe(moved, "value")


@in_language
def values(draw: Draw, over: Sequence[Value], heads: Mapping[str, str], *, caption: str) -> Html:
    """Return a table of a scenario at several values, for who has no slider and for who wants the numbers.

    ``draw``: returns the `Scene` of a value, or None; ``over``: the values, a row each; ``heads``: column of `Scene.row` to
    the head shown; the first is the parameter.

    >>> from matplotlib.figure import Figure
    >>> draw = lambda rate: Scene(Figure, "…", {"rate": f"{rate:g}%", "level": f"{100 + rate:g}"})
    >>> print(values(draw, [4, 5], {"rate": "Growth", "level": "Level"}, caption="If it grows", lang="en"))
    If it grows
    Growth | Level
    4% | 104
    5% | 105
    """
    rows = [scene.row for scene in map(draw, over) if scene is not None]
    return table(rows, heads, caption=caption, numeric=tuple(heads)[1:])


def browse(frame: pd.DataFrame) -> Any:  # noqa: ANN401 - whatever a notebook displays
    """Return a frame to sort, filter and page through with all its rows in JupyterLab; elsewhere the frame itself.

    ``frame``: any frame, as of `xclib.figures` or `xclib.panel`.

    >>> import pandas as pd
    >>> len(browse(pd.DataFrame({"value": [5.8, 5.0]})))
    2
    """
    if not is_interactive():
        return frame
    from itables.widget import ITable

    # Up to a few thousand rows travel to the page; itables says so where it leaves rows out.
    return ITable(frame, column_filters="footer", maxBytes="4MB", classes="display nowrap compact")
