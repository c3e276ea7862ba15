"""The journal, and the webhook messages that follow from it."""

from piccolo.columns import BigInt, Boolean, ForeignKey, OnDelete, Text
from piccolo.table import Table

from web.database.columns import Number
from web.database.tables.catalogue import Owner
from web.database.tables.people import Person


class JournalEntry(Table):
    """One list of edits to one gallery: who, how, when, and what differed (JSON of gallery.changes.Changes)."""

    id = Number(primary_key=True)
    owner = ForeignKey(Owner, null=False, on_delete=OnDelete.cascade, index=True)
    at = BigInt(index=True)
    person = ForeignKey(Person, null=True, on_delete=OnDelete.set_null)
    dialect = Text()  # spree, bigcommerce, token, magento, spiffy, admin, packshot
    credential = BigInt(null=True, default=None)
    undoes = BigInt(null=True, default=None)
    changes = Text()


class Webhook(Table):
    """An address that messages about changes are sent to."""

    id = Number(primary_key=True)
    url = Text()
    sealed_secret = Text()  # encrypted: messages are signed with the secret itself
    kinds = Text()  # which events, divided by blanks; none: all of them
    active = Boolean(default=True)
    created_at = BigInt()


class WebhookMessage(Table):
    """One event on its way to one address, or arrived, or given up."""

    id = Number(primary_key=True)
    webhook = ForeignKey(Webhook, null=False, on_delete=OnDelete.cascade, index=True)
    entry = ForeignKey(
        JournalEntry, null=True, default=None, on_delete=OnDelete.cascade
    )  # none: sent to try the address
    kind = Text()
    created_at = BigInt()
    next_at = BigInt(null=True, default=None, index=True)  # when it is tried next; null: never again
    tries = BigInt(default=0)
    arrived_at = BigInt(null=True, default=None)
    outcome = Text(default="")  # the result of the last try, for people
