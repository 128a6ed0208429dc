"""Search: which names a few words mean, the likeliest first, and where each word was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from simulate.finding.names import KINDS, Kind, Named, Place
from simulate.finding.words import COMPOUND, likeness, nearness, sought, split, stem
from simulate.inputs.catalogue import Catalogue

WEIGHTS: Mapping[Place, float] = {
    "name": 1.0,
    "label": 0.95,
    "synonym": 0.9,
    "question": 0.6,
    "description": 0.5,
    "note": 0.25,
}
"""What a word counts for, by where it stands."""
PHRASE = 0.3
"""What it adds that the words stand together, and a tenth of it by how much of the text they are."""
WHOLE = 0.2
"""What it adds that they are all there is: the name itself, or the whole label."""
BY_KIND: Mapping[Kind, float] = {"parameter": 0.85, "series": 0.8, "source": 0.7}
"""What a hit counts for, by its kind: who searches asks for what the models know, before where that comes from."""
PART_OF_OUTCOME = 0.9
"""An entry of one outcome comes after the entry itself, which names them all."""


@dataclass(frozen=True)
class Hit:
    """Something that was found, and where."""

    named: Named
    place: Place
    text: str
    """The text in which it was found."""
    score: float


@dataclass(frozen=True)
class Found:
    """What a search gives."""

    hits: tuple[Hit, ...]
    """The likeliest first."""
    whole: bool = True
    """Whether each hit has all the words; otherwise those with some of them are given."""


@dataclass(frozen=True)
class _Text:
    place: Place
    text: str

    @cached_property
    def words(self) -> list[str]:
        return split(self.text)

    @cached_property
    def bag(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def stems(self) -> list[str]:
        return [stem(word) for word in self.words]


class Search:
    """An index that can be searched."""

    def __init__(self, names: Iterable[Named], synonyms: Mapping[str, Iterable[str]]) -> None:
        """`synonyms`: words by the name that they mean."""
        self.texts = {one: list(_texts(one, synonyms.get(one.name, ()))) for one in names}
        self.vocabulary = {word for texts in self.texts.values() for text in texts for word in text.words}

    def find(self, question: str) -> Found:
        """Find what has all the words of a question, or else what has some of them. Nothing for an empty question."""
        asked = sought(question)
        if not asked:
            return Found(())
        near = {word: self._near(word) for word in asked}
        anything = frozenset(word for words in near.values() for word in words)
        texts = {one: [t for t in its if not t.bag.isdisjoint(anything)] for one, its in self.texts.items()}
        scored = [hit for one, its in texts.items() if its and (hit := self._hit(one, its, asked, near))]
        whole = [hit for hit, there in scored if there == len(near)]
        if whole or len(near) < 2:
            return Found(_ranked(whole))
        return Found(_ranked(hit for hit, _ in scored), whole=False)

    def near_words(self, question: str, most: int = 5) -> list[str]:
        """List words of names, labels and synonyms that look most like those of a question, the nearest first."""
        plain = ("name", "label", "synonym")
        known = sorted({w for texts in self.texts.values() for t in texts if t.place in plain for w in t.words})
        return list(
            dict.fromkeys(near for word in sought(question) for near in get_close_matches(word, known, most, 0.6))
        )[:most]

    def _near(self, asked: str) -> dict[str, float]:
        """Return the words of the index that are near one word; where none is, those that are spelled otherwise."""
        found = {word: score for word in self.vocabulary if (score := nearness(asked, word))}
        if max(found.values(), default=0) < COMPOUND - 0.1:
            found |= {word: score for word in self.vocabulary if (score := likeness(asked, word)) > found.get(word, 0)}
        return found

    def _hit(
        self, one: Named, texts: list[_Text], asked: list[str], near: Mapping[str, Mapping[str, float]]
    ) -> tuple[Hit, int] | None:
        """Score one name by its texts, and count the words that are there; None where none is."""
        best = dict.fromkeys(near, 0.0)
        place, most = None, 0.0
        stems = [stem(word) for word in asked]
        for text in texts:
            scores = {word: self._score(text, near[word]) for word in near}
            worth = WEIGHTS[text.place]
            extra = _together(stems, text.stems) * worth
            total = sum(scores.values()) * worth + extra
            if total > most:
                place, most, bonus = text, total, extra
            for word, score in scores.items():
                best[word] = max(best[word], score * worth)
        if place is None:
            return None
        score = sum(best.values()) / len(best) + bonus
        worth = PART_OF_OUTCOME if one.is_part else BY_KIND.get(one.kind, 1.0)
        return Hit(one, place.place, place.text, score * worth), sum(score > 0 for score in best.values())

    def _score(self, text: _Text, near: Mapping[str, float]) -> float:
        return max((near.get(word, 0.0) for word in text.words), default=0.0)


def _texts(one: Named, synonyms: Iterable[str]) -> Iterator[_Text]:
    yield _Text("name", one.name.rpartition(".")[2] if one.kind == "parameter" else one.name)
    yield from (_Text("label", text) for text in dict.fromkeys((one.label.nl, one.label.en)) if text)
    yield from (_Text("synonym", word) for word in synonyms)
    yield from (_Text(place, text) for place, text in one.texts)
    yield _Text("description", one.name)


def _together(asked: list[str], stems: list[str]) -> float:
    size = len(asked)
    if asked == stems:
        return PHRASE + WHOLE
    if size > len(stems):
        return 0.0
    runs = (stems[start : start + size] == asked for start in range(len(stems) - size + 1))
    return PHRASE * (1 + 0.1 * size / len(stems)) if any(runs) else 0.0


def _ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda hit: (-round(hit.score, 6), KINDS.index(hit.named.kind), hit.named.name)))


def synonyms_of(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the words that mean each name, in both languages."""
    found: dict[str, list[str]] = {}
    for item in catalogue.library.synonyms.items.values():
        form = item.form
        for name in (form.names or []) if form else []:
            words = [*(form.nl or []), *(form.en or [])] if form else []
            found.setdefault(name, []).extend(word for word in words if word)
    return {name: list(dict.fromkeys(words)) for name, words in found.items()}
