"""Reasons to refuse a picture, as facts; messages for people are made at the edge."""


class PictureRefused(Exception):
    """The file cannot become a picture of a gallery."""


class TooManyBytes(PictureRefused):
    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class TooManyPixels(PictureRefused):
    """`width` and `height` are None where the header claims more than Packshot would even look at.

    Animations count width × height × frames.
    """

    def __init__(self, width: int | None, height: int | None, limit: int) -> None:
        super().__init__(f"{width} × {height} is more than {limit} pixels")
        self.width = width
        self.height = height
        self.limit = limit


class TooManyFrames(PictureRefused):
    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} frames")
        self.limit = limit


class TooMuchMetadata(PictureRefused):
    """One chunk holds more metadata, once decompressed, than any camera or editor writes."""


class NotAPicture(PictureRefused):
    """Undecodable: another kind of file, damaged, or cut short."""


class TooCostly(PictureRefused):
    """Decoding it took more memory or time than any honest picture does, or ended the process that tried."""


class FormatNotAllowed(PictureRefused):
    def __init__(self, format: str) -> None:
        super().__init__(f"{format} is not allowed here")
        self.format = format


class EmptyFile(PictureRefused):
    """The file has not a single byte."""


class BadBase64(PictureRefused):
    """The text is not base64."""


class NotInImportDirectory(PictureRefused):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path!r} is no file of the import directory")
        self.path = path


class NotFetched(PictureRefused):
    """The URL gave nothing. The reason is left out: it would disclose the inner network."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class MissingFile(Exception):
    """The store holds nothing under the key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
