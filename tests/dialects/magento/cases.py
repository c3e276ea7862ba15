"""The numbered cases of the notes Magento was built from: how many there are, and those that a decision overrules."""

LAST = 131
VOID = {
    119: "members are not granted one by one: guests and customers read all but `exclude`, admins and staff everything",
}
