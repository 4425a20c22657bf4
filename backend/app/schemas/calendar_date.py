"""A plain date, with no time and no zone."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _parse(value: Any) -> Any:
    # Pydantic alone also takes timestamps and midnights.
    if isinstance(value, date) or value is None:
        return value
    if not isinstance(value, str) or not FULL_DATE.fullmatch(value):
        raise ValueError("expected a date like 2026-12-31")
    return date.fromisoformat(value)


CalendarDate = Annotated[date, BeforeValidator(_parse)]
