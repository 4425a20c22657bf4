"""The list of todos as a plain FastAPI and SQLAlchemy application has it: no tokens, no metrics, no request log.

`python plain_sample.py DATABASE_URL PORT`, on a database that fill.py made. `/async` and `/sync` are the two ways.
"""

import sys
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import uvicorn
from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine, make_url, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

url = make_url(sys.argv[1])
asynchronous, synchronous = ("aiosqlite", "pysqlite") if url.get_backend_name() == "sqlite" else ("psycopg", "psycopg")
async_engine = create_async_engine(url.set(drivername=f"{url.get_backend_name()}+{asynchronous}"))
engine = create_engine(url.set(drivername=f"{url.get_backend_name()}+{synchronous}"))
AsyncSessions = async_sessionmaker(async_engine, expire_on_commit=False)
Sessions = sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Todo(Base):
    __tablename__ = "todos"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    title: Mapped[str]
    notes: Mapped[str | None]
    done: Mapped[bool]
    priority: Mapped[int]
    due_date: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int]


class TodoRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    notes: str | None
    done: bool
    priority: int
    due_date: date | None
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    version: int


async def get_async_session():
    async with AsyncSessions() as session:
        yield session


def get_session():
    with Sessions() as session:
        yield session


def todos_of(user: str, limit: int):
    mine = select(Todo).where(Todo.user_id == user, Todo.deleted_at.is_(None))
    return mine.order_by(Todo.created_at.desc(), Todo.id.desc()).limit(limit)


@app.get("/async", response_model=list[TodoRead])
async def list_async(session: Annotated[AsyncSession, Depends(get_async_session)], user: str, limit: int = 50):
    return (await session.scalars(todos_of(user, limit))).all()


@app.get("/sync", response_model=list[TodoRead])
def list_sync(session: Annotated[Session, Depends(get_session)], user: str, limit: int = 50):
    return session.scalars(todos_of(user, limit)).all()


@app.get("/healthz")
async def healthz() -> None:
    return None


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), access_log=False, log_level="warning")
