"""A look back at the deductible of 2013: hospital care by age, who pays it, and the waiting lists from 2016.

`python -m studies.eigen_risico_2013 docs` runs it (ten seconds) and writes docs/zorg-terugblik.md with its figures.
"""
