import re
import sys
from unicodedata import category

import pytest
from pydantic import TypeAdapter, ValidationError

from app.schemas.text import Title

TITLE = TypeAdapter(Title)
# Default ignorables of other categories, which Python's tables do not tell, and the braille pattern without dots.
OTHER_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u2800\u3164\ufe0f\uffa0\U000e0100"
# Written before or above others, these do show something.
VISIBLE_FORMATS = re.compile("[\u0600-\u0605\u06dd\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]")


def refuses(title: str) -> bool:
    try:
        TITLE.validate_python(title)
    except ValidationError:
        return True
    return False


def test_refuses_a_title_of_nothing_to_see() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    unseen = [one for one in every if category(one) in ("Cf", "Zs", "Zl", "Zp") and not VISIBLE_FORMATS.match(one)]
    assert [hex(ord(one)) for one in (*unseen, *OTHER_INVISIBLE) if not refuses(one)] == []
    assert refuses("\u200b\u200d \u2060")


@pytest.mark.parametrize(
    "title", ["\U0001f468\u200d\U0001f469", "\u2764\ufe0f", "\u0646\u200c\u0647", "x\u00ad", "\u0600"]
)
def test_takes_what_shows_something(title: str) -> None:
    assert TITLE.validate_python(title) == title
