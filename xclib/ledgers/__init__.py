"""Every numeric promise of a report and what the next report of the same government says became of it."""
