"""The samples of the document "API Image", as they stand there."""

from collections.abc import Mapping

HOST = "http://server1.spiffystores.com/sites/4/products"
PENGUINS = {
    "id": 2321,
    "position": 1,
    "alt": "",
    "filename": "penguins.jpg",
    "extension": "jpg",
    "digest": "3b07e960a69232b2b9bf6a1d6262ddd5",
    "src": f"{HOST}/123456789_penguins_full.jpg?936fec7af78d49584087eed3339c4e13",
    "variation_ids": [],
    "product_id": 123456789,
}
JELLYFISH = {
    "id": 2324,
    "position": 2,
    "alt": "",
    "filename": "jellyfish.jpg",
    "extension": "jpg",
    "digest": "a9bb53e17f7c24cbf641cf520a82b757",
    "src": f"{HOST}/123456789_jellyfish_full.jpg?cfe2abb2c206c8ad0196d84e53b100a0",
    "variation_ids": [21232],
    "product_id": 123456789,
}
PUPPY = {
    "id": 87675,
    "position": 1,
    "alt": "Another puppy photo",
    "filename": "fluffy_puppy.jpg",
    "extension": "jpg",
    "digest": "a9bb53e17f7c24cbf641cf520a82b757",
    "src": f"{HOST}/123456789_fluffy_puppy_full.jpg?453878e23ef050ecfa375609a903bb4e",
    "variation_ids": [],
    "product_id": 123456789,
}
CREATE = {
    "image": {
        "src": "http://www.cute-puppies-r-us.com/images/fluffy_puppy.jpg",
        "filename": "fluffy_puppy.jpg",
        "extension": "jpg",
        "digest": "a9bb53e17f7c24cbf641cf520a82b757",
        "alt": "So cute and cuddly",
        "variation_ids": [],
        "position": 1,
    }
}
UPDATE = {"image": {"id": 45678, "alt": "This is new alt text", "position": 2}}


def example_for(folder: str, image: Mapping[str, object]) -> dict[str, object]:
    """The document's sample, which is always a product's, as an image of a collection."""
    if folder == "products":
        return dict(image)
    members = {name: value for name, value in image.items() if name != "product_id"}
    src = str(image["src"]).replace("/products/", f"/{folder}/")
    return members | {"src": src, "variation_ids": [], "collection_id": image["product_id"]}
