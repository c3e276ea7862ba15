"""Pages of a gallery's list, each where the caller's walk through it has come to."""

from collections.abc import Callable, Hashable, Iterable

from web.context import AnyRequest, context_of
from web.dialects.requests import caller_of, state_of
from web.gallery.model import Gallery
from web.gallery.owner import Owner
from web.services.catalogue.list_walks import ListPage
from web.services.catalogue.lookup import gallery_of


class PagedList:
    """An owner's images as one request lists them. The gallery is loaded when it is first needed, and once."""

    def __init__(self, request: AnyRequest, owner: Owner) -> None:
        self._request, self._owner = request, owner
        self._gallery: Gallery | None = None

    async def gallery(self) -> Gallery:
        if self._gallery is None:
            self._gallery = (await gallery_of(self._owner)).gallery
        return self._gallery

    async def page(
        self, offset: int, limit: int, order: Callable[[Gallery], Iterable[int]], *kind: Hashable
    ) -> ListPage:
        """`order`: ids of the whole list; `kind`: all that tells it from the dialect's other lists of this owner."""
        walks, name = context_of(self._request).list_walks, (state_of(self._request).dialect, self._owner.id, *kind)
        present = walks.orders.get((name, self._owner.revision))
        if present is None:
            present = walks.orders.keep((name, self._owner.revision), tuple(order(await self.gallery())))
        return await walks.page((walker(self._request), name), present, offset, limit)


def walker(request: AnyRequest) -> int:
    """The caller's credential; 0 for a guest."""
    caller = caller_of(request)
    return caller.credential if caller else 0


def ids_in_order(gallery: Gallery) -> list[int]:
    """By position."""
    return [image.id for image in gallery.listed()]


def ids_sorted(gallery: Gallery) -> list[int]:
    return sorted(gallery.images)
