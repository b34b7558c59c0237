"""What became of promises: one area's year and record, and what holds of all areas, from `xclib.ledger`.

Frames in are those of `xclib.ledger`, `xclib.figures` and `xclib.outcomes`; out come frames and facts with quantities.
"""

from xclib.analyses.promises.findings import across, headline, kept, of_one, passed, record_of, to_look_for
from xclib.analyses.promises.frames import (
    FATES,
    add_fates,
    add_misses,
    by_years,
    chosen_year,
    elsewhere,
    kinds,
    of_area,
    pending,
    read_ledger,
    shares,
    tally,
    tiles,
)
