"""Network isolation for a process that reads strangers' files, where the system allows it (Linux)."""

import ctypes
import sys

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h


def leave_network() -> bool:
    """Into a network of this process's own, in which nobody else is. Whether that was allowed: in many containers not.

    Who is not root needs a user namespace too, so it has to happen before there are threads.
    """
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None)
    return any(system.unshare(flags) == 0 for flags in (NEW_NETWORK, NEW_USER | NEW_NETWORK))
