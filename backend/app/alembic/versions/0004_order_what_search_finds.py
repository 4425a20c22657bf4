"""order what search finds

On PostgreSQL the text of a todo is stored with whose it is, and since when: the newest are found without looking up the
others.

On SQLite a todo's rowid becomes the number that its text has in the index of search. Every index of SQLite holds the
rowid: what search finds and what stands in an order are compared without looking up a todo.

Todos come in, and are numbered, in the order of their creation but for those that are late: of two that are made at
once the later one may be stored first, and clocks are set back. With these marked, the index tells which of what it
found is the newest.
"""

import sqlalchemy as sa
from alembic import op

from app.alembic.search_postgresql import texts
from app.alembic.search_sqlite import todo_triggers

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# A column of its own, because VACUUM changes a rowid that has none. Nullable: who inserts leaves it out.
NUMBER = sa.Column("number", sa.Integer(), primary_key=True, nullable=True)
NEWEST_BEFORE = """max(created_at) OVER (
    PARTITION BY user_id ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
)"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _number_todos()
    else:
        _execute(texts(ordered=True))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index("ix_todos_late", "todos")
        _make_anew(sa.PrimaryKeyConstraint("id"))
        _execute(todo_triggers())
    else:
        _execute(texts())


def _number_todos() -> None:
    _make_anew(NUMBER, sa.UniqueConstraint("id", name="uq_todos_id"))
    op.add_column("todos", sa.Column("late", sa.Boolean(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE todos SET late = 1 WHERE number IN (SELECT number FROM"
        f" (SELECT number, created_at, {NEWEST_BEFORE} AS newest FROM todos) WHERE created_at <= newest)"
    )
    # With what is the same for all, or SQLite would rather read all todos of the user by another index.
    op.execute("CREATE INDEX ix_todos_late ON todos (user_id, late, created_at) WHERE late = 1")
    _execute(todo_triggers(numbered=True))


def _make_anew(*keys: sa.schema.SchemaItem) -> None:
    """Put the todos into a table with other keys, which SQLite cannot change. The triggers go with the old one."""
    schema = sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = 'todos' AND type = 'index' AND sql IS NOT NULL")
    indexes = op.get_bind().scalars(schema).all()
    table = op.create_table(
        "todos_anew",
        *keys,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.String(255), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("notes", sa.Text()),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("due_date", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True)),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("reopened_at", sa.DateTime(timezone=True)),
        sa.Column("reopened_from", sa.DateTime(timezone=True)),
        sa.Column("title_key", sa.Text(), nullable=False, server_default=""),
        sa.CheckConstraint("priority BETWEEN 0 AND 2", name="ck_todos_priority"),
        sa.CheckConstraint("done = (completed_at IS NOT NULL)", name="ck_todos_completed_at"),
    )
    columns = ", ".join(table.columns.keys())
    texts = "todo_search_texts ON todo_search_texts.todo_id = todos.id"
    op.execute(
        f"INSERT INTO todos_anew ({columns}) SELECT {columns} FROM todos LEFT JOIN {texts}"
        " ORDER BY todo_search_texts.number NULLS LAST"
    )
    op.drop_table("todos")
    op.rename_table("todos_anew", "todos")
    _execute(indexes)


def _execute(statements: list[str]) -> None:
    for statement in statements:
        op.execute(statement)
