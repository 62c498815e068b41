"""Freed memory goes back to the system.

The C library of most Linux systems (glibc) has many arenas, one for every few threads, and keeps
what is freed in them: what lies between pieces in use for good, what lies at the end the longer,
the larger the pieces were. Through the threads of Chroma alone the program grew by more than a
megabyte a document. Other C libraries have neither of these calls and are left as they are.
"""

import ctypes
import sys
from functools import cache

# Parameters of mallopt, from <malloc.h>.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_SETTINGS = {_ARENA_MAX: 2, _TRIM_THRESHOLD: 1 << 20, _MMAP_THRESHOLD: 1 << 18}


def keep_little_memory() -> None:
    """Few arenas for the whole process from now on, and a short end to each."""
    mallopt = getattr(_c_library(), "mallopt", None)
    if mallopt is not None:
        for parameter, value in _SETTINGS.items():
            mallopt(parameter, value)


def give_memory_back() -> None:
    """What lies between pieces in use: after work that needed much more than it leaves."""
    malloc_trim = getattr(_c_library(), "malloc_trim", None)
    if malloc_trim is not None:
        malloc_trim(0)


@cache
def _c_library() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform.startswith("linux") else None
