"""Probes."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import text

from app.api.dependencies import Session, verify_any_token
from app.core.openapi import problems

DATABASE_TIMEOUT_SECONDS = 3

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    status: Literal["ready"] = "ready"


@router.get("/healthz", summary="Whether the process is alive", responses=problems())
async def healthz() -> Alive:
    return Alive()


@router.get(
    "/readyz",
    summary="Whether the database answers, and whether a token that is sent is believed",
    dependencies=[Depends(verify_any_token)],
    responses=problems(401, 503),
)
async def readyz(session: Session) -> Ready:
    async with asyncio.timeout(DATABASE_TIMEOUT_SECONDS):
        await session.execute(text("SELECT 1"))
    return Ready()
