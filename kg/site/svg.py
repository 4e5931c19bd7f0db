"""Charts as SVG that stands in a page: figures with a name, axes, and numbers written short."""

from __future__ import annotations

import math
from collections.abc import Iterable

from markupsafe import Markup, escape

from kg.site.place import html


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """About `most` round numbers, from at or below `low` to at or above `high` (a billionth of a step aside, which no eye
    sees)."""
    span = high - low
    if span < 1e-9 * max(1.0, abs(high)):
        span = max(1.0, abs(high))
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= raw * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(step * place, 10) for place in range(first, max(last, first + 1) + 1)]


def figure(
    caption: Markup, label: str, width: float, height: float, drawn: Iterable[str], legend: Markup | str = ""
) -> Markup:
    """A chart with its caption above and a legend below. `label` tells it to those who cannot see it; what is drawn
    may hold links, which stay reachable."""
    below = f'<p class="small muted">{escape(legend)}</p>' if legend else ""
    return html(
        f'<figure class="chart"><figcaption>{caption}</figcaption>'
        f'<svg viewBox="0 0 {number(width)} {number(height)}" role="group" aria-label="{escape(label)}">',
        *drawn,
        f"</svg>{below}</figure>",
    )
