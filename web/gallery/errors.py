"""Errors of galleries: named refusals that carry facts; messages are made at the edge."""


class GalleryError(Exception):
    """An edit or a read that the rules refuse. Nothing was changed."""


class UnknownImage(GalleryError):
    def __init__(self, image_id: int) -> None:
        super().__init__(f"image {image_id} is not in this gallery")
        self.image_id = image_id


class UnknownStore(GalleryError):
    def __init__(self, store: int | str) -> None:
        super().__init__(f"there is no store {store!r}")
        self.store = store


class UnknownRole(GalleryError):
    def __init__(self, role: str) -> None:
        super().__init__(f"there is no image role {role!r}")
        self.role = role


class UnknownVariation(GalleryError):
    def __init__(self, variation: int) -> None:
        super().__init__(f"variation {variation} is not one of this product")
        self.variation = variation


class ImagesNotSupported(GalleryError):
    """The owner takes no images (`supports_images` is false in the catalogue)."""


class PositionOutOfRange(GalleryError):
    def __init__(self, position: int) -> None:
        super().__init__(f"position {position} is beyond what can be stored")
        self.position = position


class LabelTooLong(GalleryError):
    field = "label"

    def __init__(self, limit: int) -> None:
        super().__init__(f"a label has at most {limit} characters")
        self.limit = limit


class FocusOutside(GalleryError):
    def __init__(self, point: tuple[int, int]) -> None:
        super().__init__(f"the point {point[0] / 10:g} % / {point[1] / 10:g} % is not in the picture")
        self.point = point


class LabelChanged(GalleryError):
    """The label is no longer the one that its writer had read, so it was left alone."""

    def __init__(self, image_id: int, store: int) -> None:
        super().__init__(f"the label of image {image_id} at store {store} was changed meanwhile")
        self.image_id = image_id
        self.store = store


class GalleryChanged(GalleryError):
    """The gallery, or the image, is no longer what its writer had read."""


class ReplacedMeanwhile(GalleryError):
    """Somebody else replaced the picture since the two were compared."""


class ChangedSince(GalleryError):
    """The journal entry cannot be undone: everything it did was changed again or undone."""


class UnknownOwner(GalleryError):
    """No product or collection goes by that name or id."""


class PictureSwept(GalleryError):
    """The picture was removed or replaced so long ago that its bytes are no longer kept: it can't be put back."""


class AddedAlready(GalleryError):
    """An upload that waited for its place got it before, or waited for too long."""

    def __init__(self) -> None:
        super().__init__("Those files were added already, or a day has passed. Reload the page to see what is there.")
