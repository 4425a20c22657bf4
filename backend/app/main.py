"""Puts the application together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import async_sessionmaker

from app.api.routes import batches, health, metrics, todos
from app.core.body_limit import BodyLimit
from app.core.database import create_app_engine
from app.core.metrics import Metrics
from app.core.openapi import install_openapi
from app.core.problems import install_problem_handlers
from app.core.reader import Reader
from app.core.request_context import RequestContext
from app.core.settings import Settings
from app.purge import purge_forever


def create_app(settings: Settings) -> FastAPI:
    """Build the app on a migrated database. It connects when it is first asked."""
    engine = create_app_engine(settings.database_url)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    reader = Reader(engine)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        purging = asyncio.create_task(purge_forever(sessions))
        yield
        purging.cancel()
        with suppress(asyncio.CancelledError):
            await purging
        reader.close()
        await engine.dispose()

    app = FastAPI(
        title="Todo backend",
        version="1.0.0",
        description="Todos of the user whose token is sent. Every error is an RFC 9457 problem.",
        lifespan=lifespan,
        # A redirect would lead to this server's own idea of its address, behind a proxy a wrong one.
        redirect_slashes=False,
    )
    app.state.sessions = sessions
    app.state.reader = reader
    app.state.jwt_key = settings.api_token_secret.get_secret_value().encode()
    app.state.metrics = Metrics()
    app.add_middleware(BodyLimit)
    app.add_middleware(RequestContext, metrics=app.state.metrics)
    install_problem_handlers(app)
    install_openapi(app)
    for routes in (todos, batches, health, metrics):
        app.include_router(routes.router)
    return app
