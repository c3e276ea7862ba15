"""The guard against forged forms, where the token goes by Magento's name for it."""

from typing import Any

from litestar.utils.scope.state import ScopeState

from web.pages.guarding import Unforged


class FormKey(Unforged):
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await scope["litestar_app"].request_class(scope=scope, receive=receive).form()
        form: Any = ScopeState.from_scope(scope).form  # read once, and kept for everybody after us
        if "form_key" in form:
            form["_csrf_token"] = form["form_key"]
        await super().__call__(scope, receive, send)
