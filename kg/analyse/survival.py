"""How long it takes until something happens, where for some it has not happened yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt

from kg.analyse.chance import Z


@dataclass(frozen=True, slots=True)
class Step:
    """The estimate from a time on, to the next step.

    Attributes:
        time: when something happened to someone, in the unit of the times given.
        at_risk: to how many it could have happened just before.
        events: to how many it happened then.
        survival: estimated share to which it has not happened by then, 0 to 1.
        error: its standard error by Greenwood's formula.
        low, high: its 95% interval by the log-log transformation, which stays within 0 to 1; None at 0, where there is none.
    """

    time: float
    at_risk: int
    events: int
    survival: float
    error: float
    low: float | None
    high: float | None


def kaplan_meier(observed: Iterable[tuple[float, bool]]) -> list[Step]:
    """The product-limit estimate (Kaplan and Meier 1958, Journal of the American Statistical Association 53).

    `observed`: time, and whether it happened then (else: it had not happened by then, and no more is known). Who left at
    the time of an event counts as at risk then. Intervals: Kalbfleisch and Prentice 2002, The Statistical Analysis of
    Failure Time Data, 1.4.
    """
    times = list(observed)
    happened = Counter(time for time, event in times if event)
    steps, survival, greenwood = [], 1.0, 0.0
    for time in sorted(happened):
        at_risk, events = sum(other >= time for other, _ in times), happened[time]
        survival *= 1 - events / at_risk
        if events < at_risk:
            greenwood += events / (at_risk * (at_risk - events))
        low, high = _interval(survival, greenwood)
        steps.append(Step(time, at_risk, events, survival, survival * sqrt(greenwood), low, high))
    return steps


def _interval(survival: float, greenwood: float) -> tuple[float | None, float | None]:
    if survival <= 0:
        return None, None
    reach = Z * sqrt(greenwood) / abs(log(survival))
    return exp(log(survival) * exp(reach)), exp(log(survival) * exp(-reach))


def median(steps: Iterable[Step]) -> tuple[float | None, float | None, float | None]:
    """The time by which it has happened to half, and its 95% interval: where the interval of the estimate takes in a half
    (Brookmeyer and Crowley 1982, Biometrics 38). None for what is not reached."""
    known = list(steps)

    def first(name: str) -> float | None:
        values = ((step.time, getattr(step, name)) for step in known)
        return next((time for time, value in values if value is not None and value <= 0.5), None)

    return first("survival"), first("low"), first("high")
