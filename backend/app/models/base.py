"""The declarative base: its metadata is what the migrations are compared with."""

from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass
