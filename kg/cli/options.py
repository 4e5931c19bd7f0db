"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Build = Annotated[Path, typer.Option("--build", help="Folder of the build to read.")]
OUTPUT = Path("output")
