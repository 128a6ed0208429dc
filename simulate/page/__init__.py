"""`simulate open`: a local page on which a planner asks "and what if?", and the API behind it."""
