"""Numbers, units, figures, indicators, areas and the kinds of report."""
