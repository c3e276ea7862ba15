"""Spree's picture addresses: `/spree/products/{image id}/{style}/{file}?{unix time}`, then `&s=` while hidden."""

from litestar import route
from litestar.params import FromPath
from litestar.response.base import ASGIResponse

from web.context import AnyRequest
from web.http.urls import whole
from web.imaging.renditions.sizes import Size
from web.media.delivery import deliver
from web.media.responses import not_found
from web.media.secret_parameter import given_secret
from web.services.catalogue.pictures import of_image

# Sizes of Spree's Paperclip styles: fitted inside, never enlarged.
BOXES = {
    "mini": Size.fit(48, 48),
    "small": Size.fit(100, 100),
    "product": Size.fit(240, 240),
    "large": Size.fit(600, 600),
}


@route("/spree/products/{image:int}/{style:str}/{name:str}", http_method=["GET", "HEAD"], include_in_schema=False)
async def picture(request: AnyRequest, image: FromPath[int], style: FromPath[str], name: FromPath[str]) -> ASGIResponse:
    """The picture that was uploaded in that second, else the present one; `original` is the file itself."""
    if style not in (*BOXES, "original"):
        return not_found()
    second = whole(request.url.query.partition("&")[0], 11)
    extension = "" if style == "original" else name.rpartition(".")[2]
    return await deliver(request, of_image(image, second, given_secret(request)), BOXES.get(style), extension)


PICTURES = (picture,)
