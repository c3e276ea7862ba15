"""Where pictures are decoded and encoded: in a few threads of their own, so many at once and no more."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = min(4, os.cpu_count() or 1)  # a hostile picture may need a gigabyte while it is decoded

_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="picture")


async def decode(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run blocking work on pictures off the loop, after those that came before it. Bounds the whole process."""
    return await asyncio.get_running_loop().run_in_executor(_threads, partial(work, *args, **kwargs))
