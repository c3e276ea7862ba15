"""The coverage report: how well each store is labelled, the images behind every number, and the same as CSV."""

import io
import re
from collections.abc import AsyncIterator, Iterable

import msgspec
from litestar import get
from litestar.exceptions import NotFoundException
from litestar.response import Stream

from web.admin.coverage.charts import Chart, chart_of
from web.admin.coverage.data import (
    HERE,
    CountedImageData,
    CountedImagesData,
    CoverageData,
    counted_images_data,
    coverage_data,
)
from web.admin.home.products import FilterLink
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.admin.shell.session import AdminRequest
from web.gallery.owner import Store
from web.http.pages.forms import whole_number
from web.http.pages.language import _
from web.http.pages.rendering import Answer, render
from web.http.urls import with_query
from web.services.catalogue import stores
from web.services.exchange.csv_files import cell_of, writer_of
from web.services.insight import coverage
from web.services.insight.coverage import CONDITIONS, KINDS, SOFT_LIMIT, CountedImage

PER_PAGE = 60
ROWS_AT_ONCE = 1000  # rows of a CSV that are read at once


class CoveragePage(msgspec.Struct, frozen=True, kw_only=True):
    data: CoverageData
    tabs: tuple[FilterLink, ...]
    columns: dict[str, str]
    chart: Chart | None


class ImageShown(msgspec.Struct, frozen=True, kw_only=True):
    image: CountedImageData
    link: str  # to the image in its gallery
    picture: ResponsivePicture


class ImagesPage(msgspec.Struct, frozen=True, kw_only=True):
    data: CountedImagesData
    title: str
    images: tuple[ImageShown, ...]
    back: str


def columns() -> dict[str, str]:
    return {
        "missing": _("Missing"),
        "inherited": _("Inherited only"),
        "file_name": _("Same as a name"),
        "too_long": _("Over %(number)s characters", number=SOFT_LIMIT),
        "duplicate": _("Twice in a gallery"),
        "outdated": _("Out of date"),
        "decorative": _("Decorative"),
    }


@get("/coverage")
async def coverage_page(request: AdminRequest) -> Answer:
    kind = _kind(request)
    lines = await coverage.trend()
    found = await coverage.coverage_by_store(kind)
    page = CoveragePage(
        data=coverage_data(kind, found, lines),
        tabs=tuple(
            FilterLink(name, with_query(HERE, kind=code), code == kind)
            for code, name in (("", _("Everything")), ("products", _("Products")), ("collections", _("Collections")))
        ),
        columns=columns(),
        chart=chart_of({one.store.name: lines.get(one.store.id, []) for one in found}),
    )
    return render(request, "coverage/page.html", page)


@get("/coverage/images")
async def images_page(request: AdminRequest) -> Answer:
    kind, store, about = _kind(request), await _store(request), _about(request)
    after = whole_number(request.query_params.get("after", "")) or 0
    found = await coverage.counted_images(kind, store.id, about, after, PER_PAGE + 1)
    shown = found[:PER_PAGE]
    data = counted_images_data(kind, store, about, shown, more=len(found) > PER_PAGE)
    page = ImagesPage(
        data=data,
        title=columns()[about],
        images=tuple(_shown(one, row) for one, row in zip(data.images, shown, strict=True)),
        back=with_query(HERE, kind=kind),
    )
    return render(request, "coverage/images.html", page)


@get("/coverage/images.csv")
async def images_csv(request: AdminRequest) -> Stream:
    kind, store, about = _kind(request), await _store(request), _about(request)
    name = re.sub(r"[^\w.-]", "-", f"coverage-{store.code}-{about}.csv", flags=re.ASCII)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Stream(_rows(kind, store, about), media_type="text/csv", headers=headers)


async def _rows(kind: str, store: Store, about: str) -> AsyncIterator[str]:
    yield "\ufeff" + _lines([["kind", "id", "name", "image", "file", "store", "label", "inherited label"]])
    after = 0
    while found := await coverage.counted_images(kind, store.id, about, after, ROWS_AT_ONCE):
        yield _lines(_cells(one, store) for one in found)
        after = found[-1].image


def _cells(one: CountedImage, store: Store) -> list[str]:
    texts = [one.owner_name, str(one.image), one.picture.file_name, store.code]
    return [one.kind, str(one.shop_id), *map(cell_of, texts), cell_of(one.label), cell_of(one.inherited)]


def _lines(rows: Iterable[list[str]]) -> str:
    lines = io.StringIO()
    writer_of(lines).writerows(rows)
    return lines.getvalue()


def _shown(image: CountedImageData, row: CountedImage) -> ImageShown:
    return ImageShown(
        image=image,
        link=with_query(f"{image.owner.url}#image-{image.id}", store=row.store),
        picture=thumbnail(row.picture, largest=320),
    )


def _kind(request: AdminRequest) -> str:
    kind = request.query_params.get("kind", "")
    return kind if kind in KINDS else ""


async def _store(request: AdminRequest) -> Store:
    number = whole_number(request.query_params.get("store", ""))
    for store in await stores.in_order():
        if store.id == number:
            return store
    raise NotFoundException


def _about(request: AdminRequest) -> str:
    about = request.query_params.get("about", "")
    if about not in CONDITIONS:
        raise NotFoundException
    return about


HANDLERS = (coverage_page, images_page, images_csv)
