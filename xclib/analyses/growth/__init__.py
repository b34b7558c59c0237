"""Growth: what level and rate state, what prices and revisions leave open, what drove it. Frames, no sentences."""

from xclib.analyses.growth.accounts import VINTAGES, accounts, at_prices, breaks, marks, naive, span, state, statements
from xclib.analyses.growth.drivers import drivers, investment, used, weights
from xclib.analyses.growth.findings import happened, kept, limits, planned, watch
from xclib.analyses.growth.frames import best, outcomes
from xclib.analyses.growth.peers import beside, fullest, peers, place
from xclib.analyses.growth.targets import ahead, estimates, fan, first_stated, gaps, points, reached, summary, volume_index

#: What the opening table shows, in its order.
HEAD = [f"{name}{kind}" for name in ("gdp", "fai", "retail", "revenue_local_level", "revenue") for kind in ("", "_growth")]
