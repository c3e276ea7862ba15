"""Jobs of imports by address: each is done once, however often and by however many processes it is begun."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

import msgspec
from piccolo.columns import Column
from piccolo.columns.combination import Where

from web.database.engines.transaction import Conflict, writing
from web.database.tables import ImportJob as Row
from web.gallery.clock import now

OPEN = ("waiting", "failed")
UNFINISHED = (*OPEN, "dead")
Values = dict[Column | str, object]
TRIES = 4  # two lists that have the same rows in other orders may be in each other's way


class Job(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    key: str
    url: str
    list_row: str  # the row of the list, as JSON
    source: str
    state: str
    tries: int
    reason: str | None
    image: int | None
    at: int  # of its last change; microseconds since 1970


class NewJob(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    url: str
    list_row: str
    source: str


COLUMNS = tuple(Row._meta.get_column_by_name(name) for name in Job.__struct_fields__)

FIRST = """
    SELECT url, MIN(id) AS first FROM import_job WHERE run = {}
    GROUP BY url HAVING MIN(id) > {} ORDER BY MIN(id) LIMIT {}
"""


async def put(new: Sequence[NewJob], run: int, include_dead: bool) -> list[Job]:
    """Queue these jobs for a run, except those that are done, or dead. Returns all, in the order of the list."""
    for _ in range(TRIES):
        with suppress(Conflict):
            return await _put(new, run, include_dead)
    return await _put(new, run, include_dead)


async def _put(new: Sequence[NewJob], run: int, include_dead: bool) -> list[Job]:
    keys = [one.key for one in new]
    rows = {one.key: Row(**msgspec.structs.asdict(one), run=run, at=now(), tries=0) for one in new}
    async with writing():
        await Row.insert(*rows.values()).on_conflict(target=Row.key, action="DO NOTHING")
        for one in new:
            await _take_up(run, include_dead, Row.key == one.key, {Row.source: one.source})
        found = {row["key"]: Job(**row) for row in await Row.select(*COLUMNS).where(Row.key.is_in(keys))}
    return [found[key] for key in dict.fromkeys(keys)]


async def take_up(run: int, which: Sequence[int]) -> None:
    """These jobs, or with none named everything that is left of any list, the dead too; not what is done."""
    async with writing():
        await _take_up(run, True, Row.id.is_in(list(which)) if which else Row.id > 0, {})


async def _take_up(run: int, include_dead: bool, which: Where, more: Values) -> None:
    await Row.update({Row.run: run, **more}).where(which, Row.state.is_in(list(OPEN)))
    if include_dead:
        revived: Values = {Row.run: run, Row.state: "waiting", Row.tries: 0, **more}
        await Row.update(revived).where(which, Row.state == "dead")


async def next_urls(run: int, after: int, limit: int) -> list[tuple[str, int]]:
    """Addresses of a run in the order of their first jobs, with the numbers of those."""
    return [(row["url"], row["first"]) for row in await Row.raw(FIRST, run, after, limit)]


async def of_url(run: int, url: str) -> list[Job]:
    """Jobs of the run for an address, those still to do."""
    rows = await Row.select(*COLUMNS).where(Row.run == run, Row.url == url).order_by(Row.id)
    return [Job(**row) for row in rows]


async def finish(job: int, image: int | None) -> bool:
    """False when it was done already."""
    values: Values = {Row.state: "done", Row.reason: None, Row.run: 0, Row.image: image, Row.at: now()}
    return bool(await Row.update(values).where(Row.id == job, Row.state != "done").returning(Row.id))


async def done_of_urls(urls: Collection[str]) -> list[Job]:
    """Jobs that brought an image from these addresses, the latest first."""
    if not urls:
        return []
    which = (Row.url.is_in(list(urls)), Row.state == "done", Row.image.is_not_null())
    return [Job(**row) for row in await Row.select(*COLUMNS).where(*which).order_by(Row.id, ascending=False)]


async def settle(images: Mapping[str, int]) -> None:
    """Finish whichever of these jobs are not, with their images. `images`: by the jobs' keys."""
    rows = await Row.select(Row.id, Row.key).where(Row.key.is_in(list(images)), Row.state != "done")
    for row in rows:
        await finish(row["id"], images[row["key"]])


async def fail(job: int, reason: str, max_tries: int) -> str:
    """Count a failed try; dead after `most`. Returns the new state."""
    tried: Values = {
        Row.tries: Row.tries + 1,
        Row.reason: reason,
        Row.run: 0,
        Row.at: now(),
        Row.state: "failed",
    }
    await Row.update(tried).where(Row.id == job, Row.state != "done")
    await Row.update({Row.state: "dead"}).where(Row.id == job, Row.state == "failed", Row.tries >= max_tries)
    rows = await Row.select(Row.state).where(Row.id == job)
    return str(rows[0]["state"])


async def listed(states: Sequence[str], after: int, limit: int) -> list[Job]:
    """Jobs in these states, by number."""
    rows = Row.select(*COLUMNS).where(Row.id > after, Row.state.is_in(list(states))).order_by(Row.id).limit(limit)
    return [Job(**row) for row in await rows]


async def of_ids(which: Sequence[int]) -> list[Job]:
    if not which:
        return []
    return [Job(**row) for row in await Row.select(*COLUMNS).where(Row.id.is_in(list(which))).order_by(Row.id)]


async def counts() -> dict[str, int]:
    """Numbers of jobs by state."""
    rows = await Row.raw("SELECT state, COUNT(*) AS number FROM import_job GROUP BY state ORDER BY state")
    return {row["state"]: row["number"] for row in rows}
