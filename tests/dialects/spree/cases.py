"""The numbered cases of the notes Spree was built from: how many there are, and those that a decision overrules."""

LAST = 90
VOID = {
    30: "a product's address lists the images of its variations too, so that nothing another dialect stored is hidden",
    79: "a product has one list: another variation is a link that changes no place",
    80: "a product has one list: another variation is a link that changes no place",
    81: "an image of a variation is in its product's list, and is shown, changed and deleted there",
    87: "addresses without v1, /api/products/…, belong to other dialects",
}
