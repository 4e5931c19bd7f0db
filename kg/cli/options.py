"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Build = Annotated[Path, typer.Option("--build", help="Folder of the build to read.")]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Worker processes [default: one for each core]", show_default=False),
]
Cluster = Annotated[str, typer.Option(help="Address of a Dask scheduler, tcp://host:8786.", show_default=False)]
Decided = Annotated[Path | None, typer.Option(help="File with a person's decisions.", show_default=False)]
Similarity = Annotated[
    Path | None, typer.Option(help="Folder of a model that compares recommendations.", show_default=False)
]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files and folders to read [default: seeds/]", show_default=False),
]
By = Annotated[
    str,
    typer.Option(
        "--by", help="Lanes by theme, people or recurrences, in the place of authorities.", show_default=False
    ),
]
PageImages = Annotated[bool, typer.Option("--page-images", help="Mark the words on pictures of PDFs' pages, too.")]
Store = Annotated[str, typer.Option("--store", help="Ask this SPARQL store instead.", show_default=False)]
OUTPUT = Path("output")
"""Where a build goes, and is read from, when nothing else is said."""
