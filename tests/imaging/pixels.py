"""Record whether pixels are decoded in this process, at Pillow's own methods that do it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PIL import Image

Image.init()  # or formats that nothing has opened yet would not be watched


@contextmanager
def record_decodes() -> Iterator[list[str]]:
    """The kinds of the pictures whose pixels were decoded, as it happens."""
    decoded: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for kind in _kinds(Image.Image):
            if "load" in vars(kind):
                patch.setattr(kind, "load", _recording(vars(kind)["load"], decoded))
        yield decoded


def _kinds(kind: type[Image.Image]) -> Iterator[type[Image.Image]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def _recording(load: Callable[[Image.Image], Any], decoded: list[str]) -> Callable[[Image.Image], Any]:
    def recording(picture: Image.Image) -> Any:
        decoded.append(type(picture).__name__)
        return load(picture)

    return recording
