"""The plan as a whole: its indicators, what of them can be checked, what does not fit in print, how ambitious promises are.

Frames in are those of `xclib.plan`, `xclib.figures`, `xclib.series`, `xclib.pairs` and `xclib.data.select.remarks`; out come
frames and facts with quantities, no sentences.
"""

from xclib.analyses.livelihood.pairs import lean
from xclib.analyses.scorecard.ambition import ambition, by_grade, by_topic, median_ratio, ratios, weigh
from xclib.analyses.scorecard.audit import KINDS, aims, audit, by_number, checked, claim_of, judge, reached, reasons, tally
from xclib.analyses.scorecard.findings import coincidence, happened, headline, limits, planned, used, watch
from xclib.analyses.scorecard.oddities import oddities
from xclib.analyses.scorecard.others import alike, base_rate, numbers, other, read_growth, steps
from xclib.analyses.scorecard.plan import by_dimension, numbered, plan_rows
from xclib.analyses.scorecard.promised import aims_facts, kept_facts, promised, shown

#: Grades of pairs that may be counted.
COUNTED = {"same", "shifted", "caveat"}
