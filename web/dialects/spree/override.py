"""POST that means something else: `_method` in a form, or the header `X-HTTP-Method-Override`, as Rails takes it."""

from web.dialects.spec import AnyRequest, header
from web.dialects.spree.rails_parameters import in_form

MEANT = ("PUT", "PATCH", "DELETE")


async def meant(request: AnyRequest) -> str:
    """The method that a POST stands for: one of these three, or POST itself. Raises as reading the body does."""
    field = (await in_form(request)).get("_method")
    wanted = field if isinstance(field, str) else header(request, b"x-http-method-override") or ""
    return wanted.upper() if wanted.upper() in MEANT else "POST"
