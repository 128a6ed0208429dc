"""Texts end in Word, Excel and SVG, which hold no control characters."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from simulate.inputs.schema.fields import Text


def test_a_control_character_is_refused_and_a_line_break_is_not() -> None:
    told = TypeAdapter(Text)
    assert told.validate_python("een\nvraag\t") == "een\nvraag"
    for text in ("bel \a", "nul \0", "een \x01 teken"):
        with pytest.raises(ValidationError, match="control character"):
            told.validate_python(text)
