"""Makes a database with many todos of one user: `python fill.py DATABASE_URL COUNT`, with the backend's packages.

Prints, as JSON, for each order the cursor of the todo in the middle.
"""

import json
import random
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2] / "backend"))

from alembic import command
from app.core.database import create_migration_engine
from app.core.database_url import parse_database_url
from app.core.migrations import alembic_config, migrate
from app.crud.cursor import Cursor, encode_cursor
from app.crud.order import Order, sort_key
from app.models import Priority, Todo
from sqlalchemy import insert, select, text

USER = "many"
# In how many todos each of these words is; the others are more or less frequent, as in a language.
SHARES = {"quixotic": 1 / 2, "buzzard": 1 / 10, "kumquat": 1 / 30, "zephyr": 1 / 100, "jackal": 1 / 300}
SHARES |= {"vortex": 1 / 1000, "sphinx": 1 / 10_000}
CONSONANTS, VOWELS = "bcdfghklmnprstw", "aeiou"


def main(database_url: str, count: int) -> None:
    url = parse_database_url(database_url)
    with create_migration_engine(url).connect() as connection:
        # Indexes that are made afterwards take a tenth of the time.
        command.upgrade(alembic_config(connection), "0002")
        connection.execute(insert(Todo), list(todos(count)))
        connection.commit()
    migrate(url)
    if url.get_backend_name() == "postgresql":
        with create_migration_engine(url).execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            # As its autovacuum does a minute later: until then no order is told from its index alone.
            connection.execute(text("VACUUM"))
    with create_migration_engine(url).connect() as connection:
        cursors = {}
        for order in Order:
            key = sort_key(order).column
            rows = select(key, Todo.id).order_by(
                *((each.desc() if order.descending else each) for each in (key, Todo.id))
            )
            cursors[order] = encode_cursor(order, Cursor(*connection.execute(rows.offset(count // 2).limit(1)).one()))
    print(json.dumps(cursors))


def todos(count: int):
    source = random.Random(20261126)  # noqa: S311
    words = [
        "".join(source.choice(CONSONANTS) + source.choice(VOWELS) for _ in range(source.randint(1, 4)))
        for _ in range(5000)
    ]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        title = source.choices(words, weights, k=source.randint(2, 6))
        notes = source.choices(words, weights, k=source.randint(5, 40)) if source.random() < 0.3 else None
        for word, share in SHARES.items():
            if source.random() < share:
                (notes if notes and source.random() < 0.3 else title).append(word)
        # Only where the newest-first list ends, and only where it begins.
        if number < count // 10:
            title.append("oldest")
        elif number >= count - count // 100:
            title.append("newest")
        source.shuffle(title)
        done = source.random() < 0.5
        at = start + timedelta(seconds=number)
        yield {
            "id": UUID(int=source.getrandbits(128), version=4),
            "user_id": USER,
            "title": " ".join(title).capitalize()[:200],
            "notes": " ".join(notes) if notes else None,
            "done": done,
            "completed_at": at if done else None,
            "priority": source.choices(list(Priority), [1, 3, 1])[0],
            "due_date": date(2026, 1, 1) + timedelta(days=source.randint(0, 700)) if source.random() < 0.5 else None,
            "created_at": at,
            "updated_at": at,
            "deleted_at": None,
            "version": 1,
        }


main(sys.argv[1], int(sys.argv[2]))
