"""One page for people who open no notebook: targets, outcomes and promises of all areas, drawn as they are asked for."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xclib.briefs import fingerprint
from xclib.briefs.manifest import EXPLORER
from xclib.care.files import put
from xclib.care.shipped import read_beside
from xclib.html.shell import TEMPLATES, asset, fill, page_style, script_hash
from xclib.html.webfont import FAMILY, font_face
from xclib.model.areas import english_name
from xclib.model.indicators import read_indicators, read_topics

if TYPE_CHECKING:
    import pandas as pd

STATUSES = ("actual", "target", "plan")
BOUNDS = ("=", ">=", "<=", "~", ">", "<")
#: Amounts per head are shown in yuan, all others in large units.
PER_HEAD = ("income", "urban_income", "rural_income")
#: Units that the code alone does not say: per mille.
SIGNS = {"natural_growth": "‰"}
_FOLDER = TEMPLATES / "explorer"


def read_words() -> dict[str, dict[str, Any]]:
    """Return the words of the page in both languages."""
    return read_beside(str(_FOLDER), "explorer/words.yaml")


def pack(panel: pd.DataFrame, reports: pd.DataFrame, promises: pd.DataFrame | None = None) -> dict[str, Any]:
    """Return what the page holds of the panel: columns of small numbers, and the lists that they point into.

    ``columns`` (one list a column), ``indicators``, ``areas``, ``reports`` and ``promises``. ``panel``: as `xclib.panel`
    returns it; ``reports``: the panel's reports: ``doc``, ``title``, ``source_url``; ``promises``: as `xclib.ledger`
    returns it; only promises that have a next report.
    """
    rows = panel[panel["status"].isin(STATUSES)].reset_index(drop=True)
    stated = set(rows["indicator"].unique())
    codes = [code for code in read_indicators() if code in stated]
    areas = rows.sort_values("period").drop_duplicates("area_code", keep="last").sort_values("area_code")
    docs = list(dict.fromkeys(rows["doc"]))
    where, which, place = ({v: n for n, v in enumerate(x)} for x in (docs, codes, areas["area_code"]))
    columns: dict[str, Sequence[Any]] = {
        "area": rows["area_code"].map(place).tolist(),
        "indicator": rows["indicator"].map(which).tolist(),
        "status": rows["status"].map(STATUSES.index).tolist(),
        "period": rows["period"].tolist(),
        "report": rows["doc"].map(where).tolist(),
        "line": rows["line"].tolist(),
        "bound": rows["bound"].map(BOUNDS.index).tolist(),
        "preliminary": rows["preliminary"].astype(int).tolist(),
        "printed": rows["as_printed"].tolist(),
    }
    columns |= {name: _numbers(rows[name]) for name in ("value", "value_high", "low", "high")}
    urls = rows.drop_duplicates("doc").set_index("doc")["source_url"]
    titles = reports.drop_duplicates("doc").set_index("doc")["title"]
    return {
        "columns": columns,
        "indicators": [_indicator(code, rows) for code in codes],
        "areas": [
            {"code": code, "zh": zh, "en": english_name(code, zh), "level": level}
            for code, zh, level in areas[["area_code", "area", "level"]].astype(str).to_numpy().tolist()
        ],
        "reports": [{"title": titles.get(doc, doc), "url": urls[doc]} for doc in docs],
        "promises": _promises(promises, place, where) if promises is not None else {"area": []},
    }


def _numbers(column: pd.Series[float]) -> list[float | None]:
    # An open end is no number in JSON either: the page draws it to the edge.
    finite = column.where(column.abs() != float("inf"))
    return [None if value != value else float(f"{value:.10g}") for value in finite.tolist()]


def _indicator(code: str, rows: pd.DataFrame) -> dict[str, Any]:
    known, topics = read_indicators()[code], read_topics()
    unit = rows.loc[rows["indicator"] == code, "unit_code"].mode()[0]
    return {
        "code": code, "zh": known.zh, "en": known.en, "topic": topics[known.topic], "unit": unit,
        "large": code not in PER_HEAD, "sign": SIGNS.get(code, ""),
    }  # fmt: skip


def _promises(ledger: pd.DataFrame, place: dict[str, int], where: dict[str, int]) -> dict[str, list[Any]]:
    """Return the promises that a figure answers for sure, and the headline ones, a list a column: a page cannot hold all."""
    rows = ledger[
        ledger["area_code"].isin(place) & (ledger["headline"] | ((ledger["answer"] == "figure") & ~ledger["doubtful"]))
    ]
    rows = rows.sort_values(["area_code", "year"], kind="stable")
    verdict = rows["verdict"].where(rows["verdict"] != "", rows["answer"])
    return {
        "area": rows["area_code"].map(place).tolist(),
        "year": rows["year"].tolist(),
        "label": rows["label"].tolist(),
        "printed": (rows["number"] + rows["unit"]).tolist(),
        "verdict": verdict.tolist(),
        "outcome": (rows["out_number"] + rows["out_unit"]).tolist(),
        "report": [where.get(doc, -1) for doc in rows["doc"]],
        "next": [where.get(doc, -1) for doc in rows["out_doc"]],
    }


@cache
def specs() -> dict[str, Any]:
    """Return the charts in Vega-Lite, by view, as ``charts.yaml`` has them, in the letters of the page.

    >>> sorted(specs())
    ['time', 'year']
    """
    small = {"labelFontSize": 12, "titleFontSize": 12}
    legend = {"labelFontSize": 12, "columnPadding": 28, "layout": {"top": {"anchor": "start", "margin": 36}}}
    config = {"font": f'"{FAMILY}", system-ui, sans-serif', "axis": small, "legend": legend}
    return {view: {**chart, "config": config} for view, chart in read_beside(str(_FOLDER), "explorer/charts.yaml").items()}


def render(packed: dict[str, Any], key: str = "") -> str:
    """Return the page, whole: data, charts and the library that draws them, packed, and nothing from elsewhere."""
    import vl_convert
    from markupsafe import Markup

    # Vega, Vega-Lite and vega-embed in one script, as vl-convert carries them; it asks no network.
    words, vega = read_words(), vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    whole = {**packed, "specs": specs(), "words": words, "vega": vega}
    body = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    # Two more levels would take a second more, for two parts in a hundred.
    data = base64.b64encode(gzip.compress(body, 7, mtime=0)).decode()
    script = asset("explorer/script.js")
    shown = json.dumps([words, packed["areas"], packed["indicators"], packed["promises"].get("label")], ensure_ascii=False)
    style = Markup("\n").join([page_style(), asset("explorer/style.css"), Markup(font_face(shown))])
    policy = f"script-src '{script_hash(script)}' '{script_hash(vega)}'; "
    filled = {"words": words["zh"], "title": words["zh"]["name"], "zh": words["zh"], "en": words["en"], "key": key}
    return fill("explorer/page.html.j2", **filled, style=style, policy=policy, data=data, script=script)


def write(out: Path, *, force: bool = False) -> bool:
    """Write the page of the panel at hand into a folder of briefs, and tell whether that was needed.

    Raises `RawDataError`: panel or ledger are missing or damaged.
    """
    from xclib.data.raw import data_root, spare_raw
    from xclib.ledgers.store import COLUMNS, find_ledger
    from xclib.ledgers.store import FOLDER as LEDGER
    from xclib.panels.query import filter_rows, load_panel
    from xclib.panels.store import FOLDER as PANEL
    from xclib.panels.store import REGISTER, find_table, read_file

    raw, page = data_root() / "raw", out / EXPLORER
    spare_raw(page)
    files = [path for name in (PANEL, LEDGER) for path in sorted((raw / name).glob("*")) if path.is_file()]
    data = fingerprint.hash_files(files, raw)
    key = fingerprint.hash_values({"code": fingerprint.hash_code(), "data": data})
    if not force and page.is_file() and f'"{key}"' in page.read_text(encoding="utf-8")[-200:]:
        return False
    out.mkdir(parents=True, exist_ok=True)
    reports = filter_rows(read_file(find_table("reports"), REGISTER), {})
    # Of the ledger without its addresses: the page opens reports, and a quarter of a million links take as long as all else.
    promises = filter_rows(read_file(find_ledger(), COLUMNS), {})
    put(page, render(pack(load_panel(), reports, promises), key))
    return True
