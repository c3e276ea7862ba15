"""Every vendor's folder has the same files for the same jobs; what it has besides is listed here."""

from pathlib import Path

import pytest

from web import dialects

FOLDER = Path(dialects.__file__).parent
JOBS = {"spec", "auth", "routes", "locate", "parse", "edits", "intake", "wire", "errors", "media", "openapi"}
EVERYWHERE = {"spec", "auth", "routes", "parse", "wire", "errors", "openapi", "openapi_examples"}
EXTRAS = {
    "spree": {"nowhere", "openapi_refusals", "override", "rails_parameters"},
    "bigcommerce": {"answers", "formats", "options", "paging", "problems", "xml"},
    "token_api": {"body", "messages", "paging"},
    "magento": {"formats", "json_in", "oauth", "text_in", "xml_in"},
    "spiffy": {"openapi_schemas", "paging", "ratelimit"},
}


def test_each_vendor_has_a_folder_with_a_readme() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/README.md")} == set(EXTRAS)


@pytest.mark.parametrize("vendor", EXTRAS)
def test_a_vendors_folder_has_the_files_of_all_and_its_listed_extras(vendor: str) -> None:
    found = {
        path.stem
        for path in (FOLDER / vendor).iterdir()
        if path.name not in ("__init__.py", "__pycache__", "README.md")
    }
    assert found >= EVERYWHERE
    assert found - JOBS - EVERYWHERE == EXTRAS[vendor]
