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
from xclib.charts.style import BLUE, GRID, INK, SMALL, new_figure, use_style
from xclib.panels.query import load_panel
from xclib.panels.store import count_figures
from xclib.words.wording import in_words_of

OUT = Path(__file__).resolve().parent.parent / "docs" / "img" / "coverage.png"
LEVELS = {"nation": "Nation", "province": "Provinces", "major city": "Major cities", "prefecture": "Prefectures"}
STATUSES = {"actual": "Outcomes", "target": "Targets"}
#: Short names; the catalogue's are too long for a row.
NAMES = {
    "gdp": "GDP", "gdp_growth": "GDP growth", "value_added_industry_growth": "Industry growth",
    "share_primary": "Primary share", "share_secondary": "Secondary share", "share_tertiary": "Tertiary share",
    "fai": "Investment", "fai_growth": "Investment growth", "retail": "Retail sales", "retail_growth": "Retail growth",
    "trade": "Trade", "trade_growth": "Trade growth", "exports": "Exports", "exports_growth": "Export growth",
    "fdi": "FDI", "fdi_growth": "FDI growth", "grain": "Grain", "rd_intensity": "R&D intensity",
    "patents_per_10k": "Patents per 10,000", "cpi": "Consumer prices",
    "revenue": "Budget revenue", "revenue_growth": "Revenue growth", "total_revenue": "Total revenue",
    "total_revenue_growth": "Total revenue growth", "fund_revenue": "Fund revenue", "fund_revenue_growth": "Fund growth",
    "expenditure": "Expenditure", "expenditure_growth": "Expenditure growth",
    "deficit": "Deficit", "deficit_rate": "Deficit rate", "special_bonds": "Special bonds",
    "urban_new_jobs": "Urban new jobs", "unemployment_registered": "Unempl., registered",
    "unemployment_surveyed": "Unempl., surveyed", "income": "Income", "income_growth": "Income growth",
    "urban_income": "Urban income", "urban_income_growth": "Urban income growth",
    "rural_income": "Rural income", "rural_income_growth": "Rural income growth",
    "population": "Population", "natural_growth": "Natural growth", "urbanization": "Urbanization",
    "poverty_reduction": "Out of poverty", "housing_units": "Housing starts",
    "energy_intensity_growth": "Energy intensity", "pm25": "PM2.5", "good_air_share": "Good air, share",
    "good_air_days": "Good air, days",
}  # fmt: skip
#: Inches of a row, and above and below all rows; times the house width of a figure.
ROW, REST, WIDTH = 0.172, 1.5, 3.1


def count_areas(panel: pd.DataFrame) -> pd.DataFrame:
    """Return areas by year, level and indicator with status, in the shape of `xclib.panels.store.count_figures`."""
    return count_figures(panel.drop_duplicates(["area_code", "indicator", "status", "period"]))


def grid(counts: pd.DataFrame, level: str, status: str, indicators: list[str], years: range) -> np.ndarray:
    """Return areas of one level, a row an indicator and a column a year."""
    rows = counts[counts["level"] == level].drop(columns="level").set_index("period")
    wanted = [f"{name} {status}" for name in indicators]
    return rows.reindex(index=list(years), columns=wanted).fillna(0).to_numpy().T


def draw_coverage(panel: pd.DataFrame, since: int) -> Figure:
    """Draw one heat map a level and status, the indicators down; colour is the share of the level's areas in the panel."""
    counts = count_areas(panel)
    indicators = [name for name in NAMES if name in set(panel["indicator"])]
    years = range(since, panel.loc[panel["status"] != "plan", "period"].astype(int).max() + 1)
    levels = [level for level in LEVELS if level in set(panel["level"])]
    areas = panel.groupby("level")["area_code"].nunique()
    title = f"Who states an outcome or sets a target: {len(panel):,} figures of {panel['area_code'].nunique()} areas"
    with in_words_of("en"), use_style():
        figure, whole = new_figure(REST + ROW * len(indicators), title)
        whole.remove()
        figure.set_figwidth(WIDTH * figure.get_figwidth())
        columns = figure.subplots(1, len(levels) * len(STATUSES), sharey=True, squeeze=False)[0]
        cells = [(level, status) for level in levels for status in STATUSES]
        for (level, status), ax in zip(cells, columns, strict=True):
            image = draw_grid(ax, grid(counts, level, status, indicators, years) / areas[level], years)
            many = f"{areas[level]} areas" if areas[level] > 1 else "one area"
            ax.set_title(f"{LEVELS[level]} ({many})\n{STATUSES[status].lower()}", color=INK, fontsize=SMALL, loc="left")
        columns[0].set_yticks(range(len(indicators)), [NAMES[name] for name in indicators])
        bar = figure.colorbar(image, ax=columns, orientation="horizontal", fraction=0.012, pad=0.012, aspect=60, shrink=0.4)
        bar.set_ticks([0, 0.25, 0.5, 0.75, 1], labels=["none", "25%", "50%", "75%", "all"])
        bar.outline.set_visible(False)
        bar.set_label("share of the areas that the panel has of the level", fontsize=SMALL)
    return figure


def draw_grid(ax: Axes, share: np.ndarray, years: range) -> AxesImage:
    """Draw one heat map."""
    blues = LinearSegmentedColormap.from_list("house", ["#ffffff", "#cfe0ef", "#6d9fcb", BLUE, "#062c4f"])
    rows = share.shape[0]
    extent = (years[0] - 0.5, years[-1] + 0.5, rows - 0.5, -0.5)
    image = ax.imshow(share, cmap=blues, vmin=0, vmax=1, aspect="auto", extent=extent, interpolation="nearest")
    ax.set_yticks(np.arange(rows + 1) - 0.5, minor=True)
    ax.set_xticks([year for year in years if year % 10 == 0])
    ax.grid(which="minor", axis="y", color=GRID, lw=0.6)
    ax.tick_params(which="both", length=0, labelsize=SMALL - 1.5)
    ax.tick_params(axis="y", labelcolor=INK)
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
