"""Draw how many areas of each level state each headline indicator, year by year: docs/img/coverage.png.

    python benchmarks/draw_coverage.py [--since 1995] [--out FILE.png]

Counts areas, not rows: an area that states one year in two reports counts once.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from xclib.charts.picture import to_bytes
from xclib.charts.style import BLUE, GRID, INK, MUTED, SMALL, new_figure, use_style
from xclib.panels.query import load_panel
from xclib.panels.store import count_figures

OUT = Path(__file__).resolve().parent.parent / "docs" / "img" / "coverage.png"
LEVELS = {"nation": "Nation", "province": "Provinces", "major city": "Major cities", "prefecture": "Prefectures"}
STATUSES = {"actual": "Outcomes", "target": "Targets"}
#: Short names; the catalogue's are too long for a row.
NAMES = {
    "gdp": "GDP", "gdp_growth": "GDP growth", "revenue": "Budget revenue", "revenue_growth": "Revenue growth",
    "fai_growth": "Investment growth", "retail_growth": "Retail sales growth", "cpi": "Consumer prices",
    "unemployment_registered": "Unemployment, registered", "unemployment_surveyed": "Unemployment, surveyed",
    "urban_new_jobs": "Urban new jobs", "urban_income_growth": "Urban income growth",
    "rural_income_growth": "Rural income growth", "energy_intensity_growth": "Energy intensity", "pm25": "PM2.5",
}  # fmt: skip


def count_areas(panel: pd.DataFrame) -> pd.DataFrame:
    """Return areas by year, level and indicator with status, in the shape of `xclib.panels.store.count_figures`."""
    return count_figures(panel.drop_duplicates(["area_code", "indicator", "status", "period"]))


def grid(counts: pd.DataFrame, level: str, status: str, indicators: list[str], years: range) -> np.ndarray:
    """Return areas of one level, a row an indicator and a column a year."""
    rows = counts[counts["level"] == level].drop(columns="level").set_index("period")
    wanted = [f"{name} {status}" for name in indicators]
    return rows.reindex(index=list(years), columns=wanted).fillna(0).to_numpy().T


def draw_coverage(panel: pd.DataFrame, since: int) -> Figure:
    """Draw one heat map a level and status; colour is the share of the level's areas in the panel."""
    counts = count_areas(panel)
    indicators = [name for name in NAMES if name in set(panel["indicator"])]
    indicators += sorted(set(panel["indicator"]) - set(NAMES))
    years = range(since, panel["period"].astype(int).max() + 1)
    levels = [level for level in LEVELS if level in set(panel["level"])]
    areas = panel.groupby("level")["area_code"].nunique()
    earlier = int((panel["period"].astype(int) < since).sum())
    title = f"Areas that state an outcome or set a target: {len(panel):,} figures of {panel['area_code'].nunique()} areas"
    with use_style("en"):
        figure, whole = new_figure(0.55 + len(levels) * (0.45 + 0.165 * len(indicators)), title)
        whole.remove()
        rows = figure.subplots(len(levels), 2, sharex=True, sharey=True, squeeze=False)
        for level, pair in zip(levels, rows, strict=True):
            for status, ax in zip(STATUSES, pair, strict=True):
                found = grid(counts, level, status, indicators, years)
                image = draw_grid(ax, found / areas[level], found.sum(axis=1), years)
                most = f"at most {found.max():.0f} of {areas[level]} areas in a year" if areas[level] > 1 else "one area"
                ax.set_title(f"{LEVELS[level]}, {STATUSES[status].lower()}: {most}", color=INK)
        rows[0][0].set_yticks(range(len(indicators)), [NAMES.get(name, name) for name in indicators])
        bar = figure.colorbar(image, ax=rows, orientation="horizontal", fraction=0.012, pad=0.012, aspect=60, shrink=0.6)
        bar.set_ticks([0, 0.25, 0.5, 0.75, 1], labels=["none", "25%", "50%", "75%", "all"])
        bar.outline.set_visible(False)
        bar.set_label(
            "share of the areas that the panel has of the level; grey number: area-years in the row"
            + (f"\n{earlier:,} figures of years before {since} are not drawn" if earlier else ""),
            fontsize=SMALL,
        )
    return figure


def draw_grid(ax: Axes, share: np.ndarray, totals: np.ndarray, years: range) -> AxesImage:
    """Draw one heat map, with the sum of each row beside it."""
    blues = LinearSegmentedColormap.from_list("house", ["#ffffff", "#cfe0ef", "#6d9fcb", BLUE, "#062c4f"])
    rows = share.shape[0]
    extent = (years[0] - 0.5, years[-1] + 0.5, rows - 0.5, -0.5)
    image = ax.imshow(share, cmap=blues, vmin=0, vmax=1, aspect="auto", extent=extent, interpolation="nearest")
    for n, total in enumerate(totals):
        ax.text(1.01, n, f"{total:,.0f}", transform=ax.get_yaxis_transform(), va="center", color=MUTED, fontsize=SMALL - 2.5)
    ax.set_yticks(np.arange(rows + 1) - 0.5, minor=True)
    ax.set_xticks([year for year in years if year % 5 == 0])
    ax.grid(which="minor", axis="y", color=GRID, lw=0.6)
    ax.tick_params(which="both", length=0, labelsize=SMALL - 1.5)
    ax.tick_params(axis="y", labelcolor=INK)
    ax.tick_params(axis="x", labelbottom=True)
    for side in ax.spines.values():
        side.set_visible(True)
        side.set_color(GRID)
    return image


def main() -> None:
    """Draw the committed panel."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--since", type=int, default=1995, help="first year drawn")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    options.out.write_bytes(to_bytes(draw_coverage(load_panel(), options.since), lang="en"))


if __name__ == "__main__":
    main()
