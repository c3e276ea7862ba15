"""The guard against forged forms, where the token goes by Magento's name for it."""

from typing import Any

from litestar.types import ASGIApp
from litestar.utils.scope.state import ScopeState

from web.http.csrf import CsrfMiddleware


class FormKey(CsrfMiddleware):
    async def handle(self, scope: Any, receive: Any, send: Any, next_app: ASGIApp) -> None:
        await scope["litestar_app"].request_class(scope=scope, receive=receive).form()
        form: Any = ScopeState.from_scope(scope).form  # read once, and kept for everybody after us
        if "form_key" in form:
            form["_csrf_token"] = form["form_key"]
        await super().handle(scope, receive, send, next_app)
