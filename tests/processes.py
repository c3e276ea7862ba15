"""A process with all below it, as Linux shows them: who they are, what memory they hold, and how they are killed."""

import os
import select
import signal
from contextlib import ExitStack, suppress
from pathlib import Path


def family(process: int) -> list[int]:
    """A process and all below it, whichever of its threads started them."""
    found = [process]
    for one in found:
        for thread in Path(f"/proc/{one}/task").glob("*"):
            with suppress(OSError):  # it ended meanwhile
                found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def memory(process: int) -> int:
    """Bytes that a family holds, shared ones counted once (PSS)."""
    held = 0
    for one in family(process):
        with suppress(OSError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            held += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return held


def kill(process: int, seconds: float = 60) -> None:
    """End a family by SIGKILL, all at once, and wait until none of it runs."""
    with ExitStack() as opened:
        running = [descriptor for one in family(process) if (descriptor := _opened(one, opened)) is not None]
        for descriptor in running:
            with suppress(ProcessLookupError):  # it ended by itself, as its parent was gone
                signal.pidfd_send_signal(descriptor, signal.SIGKILL)
        for descriptor in running:  # readable once its process has ended
            assert select.select([descriptor], [], [], seconds)[0], "a process that was killed still runs"


def _opened(process: int, opened: ExitStack) -> int | None:
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return None
    opened.callback(os.close, descriptor)
    return descriptor
