"""A wish and its text: they say the same, and what cannot be understood is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulate.page.wish import LONGEST, Changes, MeasureWish, ParameterWish, Wish, decode, encode

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
AMOUNTS = st.one_of(
    st.integers(-(10**12), 10**12).map(str),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: f"{value:.6f}"),
    st.integers(-90, 300).map(lambda value: f"{value:+d}%"),
)
MEASURES = st.lists(
    st.builds(MeasureWish, name=NAMES, since=DAYS, how=st.sampled_from(["verwacht", "zeker", "uit"])),
    max_size=6, unique_by=lambda one: one.name,
)  # fmt: skip
PARAMETERS = st.lists(
    st.builds(ParameterWish, name=st.builds("{}.{}.{}".format, NAMES, NAMES, NAMES), since=DAYS, value=AMOUNTS),
    max_size=6, unique_by=lambda one: (one.name, one.since),
)  # fmt: skip
CHANGES = st.builds(Changes, measures=MEASURES.map(tuple), parameters=PARAMETERS.map(tuple))
ENTRIES = st.text("abcdefghij ·é+-%'\"0123456789;", min_size=1, max_size=20)
WISHES = st.builds(
    Wish,
    scenario=st.just("") | st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}\.yaml", fullmatch=True),
    changes=CHANGES,
    outcome=st.just("") | NAMES | st.builds("{}[{}]".format, NAMES, ENTRIES),
    year=st.none() | st.integers(1900, 2299),
    variants=st.lists(CHANGES.filter(bool), max_size=4).map(tuple),
    screen=st.sampled_from(["kiezen", "maken", "vergelijken", "meenemen"]),
    language=st.sampled_from(["nl", "en"]),
    basis=st.from_regex(r"[0-9a-f]{0,30}", fullmatch=True),
)


@given(WISHES)
@settings(max_examples=100)
def test_what_is_written_is_read_back(wish: Wish) -> None:
    assert decode(encode(wish)) == (wish, [])
    assert decode(f"http://127.0.0.1:8765/#{encode(wish)}") == (wish, [])


@given(WISHES)
def test_a_text_holds_nothing_that_a_shell_would_change_between_quotes(wish: Wish) -> None:
    assert not set(encode(wish)) & set("'\"$`\\!<>|\n ")


@given(st.text(max_size=300))
def test_any_text_gives_a_wish(text: str) -> None:
    wish, _ = decode(text)
    again, unread = decode(encode(wish))
    assert again == wish
    assert unread == []


def test_a_text_can_be_typed_by_hand() -> None:
    text = (
        "v=1&s=asiel.yaml&m=spreidingswet_intrekken:2027-07-01:zeker&p=asiel.instroom.eerste_aanvragen@2027-01-01=12000"
    )
    wish, unread = decode(text)
    assert unread == []
    assert wish.changes.measures == (MeasureWish(name="spreidingswet_intrekken", since=date(2027, 7, 1), how="zeker"),)
    assert wish.changes.parameters[0].value == "12000"
    assert encode(wish) == text


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("s=../../etc/passwd", "s=../../etc/passwd"),
        ("s=a.yaml&m=x:2027-13-01", "m=x:2027-13-01"),
        ("s=a.yaml&m=x:2027-01-01:misschien", "m=x:2027-01-01:misschien"),
        ("s=a.yaml&p=a.b.c@2027-01-01=veel", "p=a.b.c@2027-01-01=veel"),
        ("s=a.yaml&p=a.b=1", "p=a.b=1"),
        ("v=9&s=a.yaml", "v=9"),
        ("s=a.yaml&zz=1", "zz="),
        ("s=a.yaml&y=20281", "y=20281"),
    ],
)
def test_what_cannot_be_understood_is_said_and_the_rest_is_kept(text: str, lost: str) -> None:
    wish, unread = decode(text)
    assert [one.text for one in unread] == [lost]
    assert unread[0].reason
    assert wish.scenario in ("", "a.yaml")


def test_a_fifth_variant_is_said() -> None:
    wish, unread = decode("&".join(["s=a.yaml", *["k=m=x::zeker"] * 5]))
    assert len(wish.variants) == 4
    assert len(unread) == 1


def test_a_text_without_end_is_no_link() -> None:
    wish, unread = decode("s=a.yaml&" + "m=x&" * LONGEST)
    assert wish == Wish()
    assert len(unread) == 1
