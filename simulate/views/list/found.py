"""What a search found, the likeliest first, with where it was found."""

from __future__ import annotations

from simulate.finding.names import LISTS, Kind
from simulate.finding.search import Found, Hit
from simulate.render.document import Block, Document, Section, Text
from simulate.views.list import texts
from simulate.views.show import text
from simulate.vocabulary import Language

MOST = 18
"""Hits of all kinds together that are shown."""
SHORT = 40
"""Characters of a text in which something was found that is shown whole."""


def found(result: Found, words: str, near: list[str], kind: Kind | None, language: Language) -> Document:
    """Build the list of hits; of one kind all of them. Without hits: the words that are near those of the search."""
    blocks = _hits(result, words, kind, language) if result.hits else _nothing(near, language)
    return Document(language, "", (Section("list", "", tuple(blocks)),), numbered=False)


def _hits(result: Found, words: str, kind: Kind | None, language: Language) -> list[Block]:
    shown = result.hits if kind else result.hits[:MOST]
    title = texts.FOUND.in_(language).format(count=len(result.hits), words=words)
    blocks: list[Block] = [Text(title, style="note")]
    if not result.whole:
        blocks.append(Text(texts.SOME.in_(language), style="note"))
    blocks += [_entry(hit, language) for hit in shown]
    if len(shown) < len(result.hits):
        kinds = {hit.named.kind for hit in result.hits}
        those = ", ".join(word for word, one in LISTS.items() if one in kinds)
        said = texts.FIRST_OF.in_(language)
        more = said.format(shown=len(shown), count=len(result.hits), words=words, kinds=those)
        blocks.append(Text(more, style="note"))
    return blocks


def _entry(hit: Hit, language: Language) -> Text:
    """Say in two lines what it is: its name and kind; its label, and where it was found."""
    where = texts.FOUND_IN.in_(language).format(place=_where(hit, language))
    below = " · ".join(filter(None, (hit.named.label.in_(language), where)))
    return Text(f"{text.ONE[hit.named.kind].in_(language)}\n    {below}", f"{hit.named.name} ")


def _where(hit: Hit, language: Language) -> str:
    """Say in which text it was found, and that text where it does not stand in the line already."""
    place = texts.PLACES[hit.place].in_(language)
    if hit.place == "name" or hit.text in (hit.named.name, hit.named.label.in_(language)) or len(hit.text) > SHORT:
        return place
    return f"{place}: {hit.text}"


def _nothing(near: list[str], language: Language) -> list[Block]:
    blocks: list[Block] = [Text(texts.NOTHING.in_(language))]
    if near:
        blocks.append(Text(texts.NEAR.in_(language).format(words=", ".join(near))))
    return blocks
