"""Journal entries as pages show them: person, channel, differences with pictures."""

from collections.abc import Mapping

import msgspec

from web.admin.activity.change_lines import Change, lines_of
from web.admin.shell.owners import address_of
from web.admin.shell.picture_sources import ResponsivePicture, thumbnail
from web.gallery.changes import Changes
from web.gallery.model import Picture
from web.gallery.owner import Shop
from web.services.editing.history import HistoryEntry

LINES = 12  # of one entry, before "and more"


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    line: Change
    before: ResponsivePicture | None
    after: ResponsivePicture | None


class EntryShown(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    at: int
    who: str
    channel: str
    owner: str
    owner_url: str
    undoes: int | None
    lines: tuple[ChangeLine, ...]
    more: int  # lines that are left out


def entry_shown(written: HistoryEntry, shop: Shop, channels: Mapping[str, str], image: int | None = None) -> EntryShown:
    """Show an entry; with `image` only what concerns it, and how many other lines. `channels`: names by dialect."""
    entry, lines = written.entry, lines_of(written.entry.changes, shop)
    all_lines = len(lines)
    if image is not None:
        lines = lines_of(_about(entry.changes, image), shop)
    return EntryShown(
        id=entry.id,
        at=entry.at,
        who=entry.person_name or "",
        channel=channels.get(entry.by.dialect, entry.by.dialect),
        owner=written.name,
        owner_url=address_of(written.kind, written.shop_id),
        undoes=entry.undoes,
        lines=tuple(_with_pictures(line) for line in lines[:LINES]),
        more=all_lines - len(lines[:LINES]),
    )


def _about(changes: Changes, image: int) -> Changes:
    return Changes(
        images={number: change for number, change in changes.images.items() if number == image},
        roles=tuple(role for role in changes.roles if image in (role.before, role.after)),
    )


def _with_pictures(line: Change) -> ChangeLine:
    return ChangeLine(line=line, before=_small(line.picture_before), after=_small(line.picture_after))


def _small(picture: Picture | None) -> ResponsivePicture | None:
    return thumbnail(picture, largest=320) if picture else None
