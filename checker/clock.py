"""A bound in time for what may not come back by itself: one expression over one file of a stranger.

Python asks between its steps, and an expression that searches every few thousand of its own, whether a signal has come. On systems
without such a clock, and in other threads than the first, nothing is bounded here; those who search look at the time themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Late(Exception):
    """The time is over."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise Late in what stands in the block once `seconds` have passed by the clock."""
    import signal
    import threading

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _over(number: int, frame: FrameType | None) -> None:
    raise Late
