"""Journal entries: their values, and beside them what pages show of them."""

from collections.abc import Mapping

import msgspec

from web.admin.activity.change_lines import ChangeLine, line_of, pictures_in
from web.admin.activity.data import EntryData, named_owner, named_person
from web.admin.activity.differences import differences_of, is_about
from web.gallery.clock import as_datetime
from web.gallery.owner import Shop
from web.services.editing.history import HistoryEntry

LINES = 12  # of one entry, before "and more"


class EntryShown(msgspec.Struct, frozen=True, kw_only=True):
    data: EntryData
    channel: str  # its name
    lines: tuple[ChangeLine, ...]
    more: int  # lines that are left out


def entry_data(written: HistoryEntry) -> EntryData:
    entry = written.entry
    return EntryData(
        id=entry.id,
        at=as_datetime(entry.at),
        person=named_person(entry.by, entry.person_name),
        channel=entry.by.dialect,
        owner=named_owner(written.kind, written.shop_id, written.name),
        undoes=entry.undoes,
        changes=differences_of(entry.changes),
    )


def entry_shown(written: HistoryEntry, shop: Shop, channels: Mapping[str, str], image: int | None = None) -> EntryShown:
    """Show an entry; with `image` only what concerns it, and how many other lines. `channels`: names by dialect."""
    data, pictures = entry_data(written), pictures_in(written.entry.changes)
    shown = [one for one in data.changes if image is None or is_about(one, image)][:LINES]
    return EntryShown(
        data=data,
        channel=channels.get(data.channel, data.channel),
        lines=tuple(line_of(one, shop, pictures) for one in shown),
        more=len(data.changes) - len(shown),
    )
