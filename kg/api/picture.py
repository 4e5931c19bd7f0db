"""An interactive picture that a notebook shows inline."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of its own, as HTML; it asks no network."""

    page: str = field(repr=False)
    height: int = 640

    def _repr_html_(self) -> str:
        """The page in a frame: it may run its script, and reaches nothing of the notebook."""
        return (
            f'<iframe srcdoc="{escape(self.page)}" sandbox="allow-scripts allow-downloads" title="Graph" '
            f'style="width: 100%; height: {self.height}px; border: 0"></iframe>'
        )

    def save(self, file: str | Path) -> Path:
        """Write the page into a file."""
        path = Path(file)
        path.write_text(self.page, encoding="utf-8", errors="replace")
        return path
