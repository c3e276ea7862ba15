"""The numbered cases of the notes BigCommerce was built from: how many, and those that a decision overrules."""

LAST = 75
VOID = {
    73: "products come from the catalogue, which adds and changes but never deletes one",
}
