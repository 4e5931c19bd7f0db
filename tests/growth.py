"""How the cost of reading grows with the length of a text, told apart from how fast the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 4
"""How much longer the long text is than the short one."""


def grows_with_length(read: Callable[[int], Callable[[], object]], length: int) -> bool:
    """Whether a text that is TIMES as long costs about TIMES as much (well below TIMES squared, which is what a pattern
    that starts anew at every place costs). `read(n)` prepares a text of n characters and gives what reads it."""
    return any(cost(read(length)) < 2.5 * TIMES * cost(read(length // TIMES)) + 0.1 for _ in range(3))


def cost(run: Callable[[], object]) -> float:
    """CPU seconds of a run in this process."""
    begun = time.process_time()
    run()
    return time.process_time() - begun
