"""Writes the list of every module into ARCHITECTURE.md: its path and the first sentence of its docstring.

python scripts/make_module_list.py [--check]
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- modules: made by scripts/make_module_list.py -->", "<!-- end of modules -->"


def sentence(path: Path) -> str:
    """The first sentence of a module's docstring, on one line."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    words = " ".join(text.split("\n\n")[0].split()).removeprefix("READ FIRST. ")
    return re.split(r"(?<=[.?])\s", words, maxsplit=1)[0].replace("|", "/")


def listing() -> str:
    """A table a package, modules in alphabetical order."""
    lines: list[str] = []
    for folder in sorted({path.parent for path in (ROOT / "kg").rglob("*.py")}):
        modules = [path for path in sorted(folder.glob("*.py")) if not path.name.startswith("__")]
        if modules:
            lines += ["", f"### `{folder.relative_to(ROOT).as_posix()}/`", "", "| module | what it does |", "|---|---|"]
            lines += [f"| `{path.name}` | {sentence(path)} |" for path in modules]
    return "\n".join(lines).strip()


def main() -> int:
    """Write the list, or with --check tell whether it is fresh (exit code 1 when it is not)."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    fresh = f"{head}{BEGIN}\n\n{listing()}\n\n{END}{tail}"
    if "--check" in sys.argv[1:]:
        if fresh != page:
            print(
                "ARCHITECTURE.md: the list of modules is stale; run python scripts/make_module_list.py", file=sys.stderr
            )
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
