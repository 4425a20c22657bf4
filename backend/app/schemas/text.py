"""Texts that both databases can store. Their patterns stand in the OpenAPI document too."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, Field

TITLE_MAX_LENGTH = 200
NOTES_MAX_LENGTH = 4000
SEARCH_MAX_LENGTH = 200

# JSON can carry NUL, PostgreSQL cannot store it.
NOT_NUL = r"[^\u0000]"
# Neither control characters nor line separators.
IN_LINE = r"[^\u0000-\u001F\u007F-\u009F\u2028\u2029]"
# Unicode's format characters and default ignorables, and the blanks that are no spaces: they show nothing.
INVISIBLE = (
    r"\u00AD\u034F\u061C\u070F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800"
    r"\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB"
    # As themselves, because JSON Schema's patterns have no escape that Python reads, too.
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
VISIBLE = rf"[^\s\u0000-\u001F\u007F-\u009F{INVISIBLE}]"


def _text(pattern: str, expected: str, *, minimum: int, maximum: int) -> Any:
    return Field(min_length=minimum, max_length=maximum, json_schema_extra={"pattern": f"^{pattern}$"}), AfterValidator(
        _matcher(pattern, expected)
    )


def _matcher(pattern: str, expected: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def match(value: str) -> str:
        if not compiled.fullmatch(value):
            raise ValueError(f"expected {expected}")
        return value

    return match


def _none_if_blank(notes: str) -> str | None:
    return notes if notes.strip() else None


Title = Annotated[
    str,
    *_text(
        f"{IN_LINE}*{VISIBLE}{IN_LINE}*",
        "one line with something to see, without control characters",
        minimum=1,
        maximum=TITLE_MAX_LENGTH,
    ),
    AfterValidator(str.strip),
]
Notes = Annotated[
    str,
    *_text(f"{NOT_NUL}*", "text without NUL characters", minimum=0, maximum=NOTES_MAX_LENGTH),
    AfterValidator(_none_if_blank),
]
SearchText = Annotated[
    str,
    *_text(f"{IN_LINE}*", "one line without control characters", minimum=1, maximum=SEARCH_MAX_LENGTH),
]
