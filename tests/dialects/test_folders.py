"""Every vendor's folder has the same files for the same jobs, with the same functions; differences are listed here."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from web import dialects
from web.dialects.requests import Location
from web.gallery.edits import Edit

FOLDER = Path(dialects.__file__).parent
EVERYWHERE = {
    "spec", "auth", "routes", "locate", "parse", "edits", "intake", "wire", "errors", "openapi", "openapi_examples",
}  # fmt: skip
WHERE_NEEDED = {
    "media",
    "answers",
    "paging",
}  # vendor-shaped picture addresses, headers of every answer, pages of lists
EXTRAS = {
    "spree": {"rails_parameters"},
    "bigcommerce": {"options", "xml"},
    "token_api": set[str](),
    "magento": {"bodies", "formats", "oauth"},
    "spiffy": set[str](),
}
CONSTANTS = {"routes": ("HANDLERS",), "openapi": ("OPERATIONS", "SECURITY"), "media": ("PICTURES",)}
EDITS = "(gallery: Gallery, at: Location, fields: ImageFields, picture: Picture) -> list[Edit]"
SIGNATURES = {
    "spec.match": "(path: str) -> str | None",
    "spec.issue": "(requested: CredentialRequest) -> dict[str, int | str]",
    "spec.curl_example": "(parts: dict[str, int | str], base: str, product: int) -> list[str]",
    "auth.check": "(request: Request) -> None",
    "locate.locate": "(request: Request) -> Location",
    "parse.read_new_image": "(request: Request) -> ImageFields",
    "parse.read_changed_image": "(request: Request) -> ImageFields",
    "edits.additions": EDITS,
    "edits.changes": EDITS.replace("picture: Picture", "picture: Picture | None"),
    "intake.read_new_picture": "(request: Request, fields: ImageFields) -> Picture",
    "intake.read_changed_picture": "(request: Request, fields: ImageFields, present: Picture) -> Picture | None",
    "wire.image_object": "(image: Image, gallery: Gallery, at: Location, base: str)",
    "wire.addresses": "(image: Image, owner: Owner, base: str) -> Addressed",
    "errors.refuse": "(request: Request, error: Exception) -> Response[bytes]",
    "paging.read_page": "(request: Request) -> Page",
}
OTHER_SIGNATURES = {
    # It checks what is sent back unchanged against the image that there is.
    ("bigcommerce", "parse.read_changed_image"): "(request: Request, image: Image) -> ImageFields",
    # A PUT changes no picture.
    ("spiffy", "intake.read_changed_picture"): None,
}


def files_of(vendor: str) -> set[str]:
    unnamed = ("__init__.py", "__pycache__", "README.md")
    return {path.stem for path in (FOLDER / vendor).iterdir() if path.name not in unnamed}


def signature_of(vendor: str, name: str) -> str | None:
    """Signature as written, without the modules of the types, and with the same name for every vendor's location."""
    module, _, function = name.partition(".")
    found = getattr(import_module(f"web.dialects.{vendor}.{module}"), function, None)
    if found is None:
        return None
    written = re.sub(r"\b(?:\w+\.)+(?=\w)", "", str(inspect.signature(found))).replace(
        "Request[Any, Any, Any]", "Request"
    )
    written = written.replace(" | ".join(kind.__name__ for kind in get_args(Edit)), "Edit")
    return re.sub(r"\b\w+Location\b", "Location", written)


def test_each_vendor_has_a_folder_with_a_readme() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/README.md")} == set(EXTRAS)


@pytest.mark.parametrize("vendor", EXTRAS)
def test_a_vendors_folder_has_the_files_of_all_and_its_listed_extras(vendor: str) -> None:
    found = files_of(vendor)
    assert found >= EVERYWHERE
    assert found - WHERE_NEEDED - EVERYWHERE == EXTRAS[vendor]


@pytest.mark.parametrize("vendor", EXTRAS)
@pytest.mark.parametrize("name", SIGNATURES)
def test_the_same_job_has_one_function_with_one_signature_in_all_vendors(vendor: str, name: str) -> None:
    if name.partition(".")[0] not in files_of(vendor):
        return
    found, expected = signature_of(vendor, name), OTHER_SIGNATURES.get((vendor, name), SIGNATURES[name])
    if expected is not None and found is not None and "->" not in expected:
        found = found.partition(" -> ")[0]  # each vendor's own struct
    assert found == expected


@pytest.mark.parametrize("vendor", EXTRAS)
@pytest.mark.parametrize("module", CONSTANTS)
def test_what_the_specification_is_made_of_has_one_name_in_all_vendors(vendor: str, module: str) -> None:
    if module in files_of(vendor):
        found = import_module(f"web.dialects.{vendor}.{module}")
        assert [name for name in CONSTANTS[module] if not getattr(found, name, None)] == []


@pytest.mark.parametrize("vendor", EXTRAS)
def test_every_vendors_location_is_the_common_one_or_more(vendor: str) -> None:
    module = import_module(f"web.dialects.{vendor}.locate")
    assert issubclass(inspect.signature(module.locate).return_annotation, Location)
