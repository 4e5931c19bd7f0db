"""Plain text of every PDF in some folders, with the project's PDF library and no more: what a build is
measured against.

python benchmarks/extract_text.py WORKERS FOLDER...
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2


def characters(path: Path) -> int:
    """Length of a PDF's text; 0 for what is none."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def main(workers: int, folders: list[Path]) -> None:
    """Prints the number of files and of characters. Largest first, a file at a time, as a build does."""
    files = [path for folder in folders for path in folder.rglob("*.pdf")]
    files.sort(key=lambda path: -path.stat().st_size)
    with ProcessPoolExecutor(workers) as executor:
        lengths = list(executor.map(characters, files))
    print(f"{len(files)} files, {sum(lengths)} characters")


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
