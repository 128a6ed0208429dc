"""Generators of the reference pages, the glossary, the diagrams and the page of backtests.

`python -m docs.build` writes all of them, `python -m docs.build reference` those for which nothing runs. What a page
says of one model beyond its declarations is in `models/<model>/`.
"""
