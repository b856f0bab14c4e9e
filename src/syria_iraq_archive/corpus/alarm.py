"""What is done when a time is up, while something else is under way."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def alarm(seconds: float, do: Callable[[], object]) -> Iterator[None]:
    """Within, another thread does what is given, once, when so many seconds are over; afterwards never.

    >>> over = threading.Event()
    >>> with alarm(0.01, over.set):
    ...     over.wait(10)
    True
    """
    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), do)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
