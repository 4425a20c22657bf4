"""How long what was deleted, or changed in a batch, can be had back."""

from datetime import UTC, datetime, timedelta

RESTORE_WINDOW = timedelta(hours=24)


def restorable_since() -> datetime:
    """What happened at or before this moment is past undoing."""
    return datetime.now(UTC) - RESTORE_WINDOW
