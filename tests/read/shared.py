"""What every reader's output must hold to."""

from kg.model import Document
from kg.read.assemble import Content


def check_content(content: Content | Document) -> None:
    """Blocks and lines lie in the text, in order, apart, and without white space at their ends."""
    text = content.text
    for spans in (content.blocks, content.lines):
        at = 0
        for span in spans:
            assert at <= span.start < span.end <= len(text)
            words = text[span.start : span.end]
            assert words == words.strip()
            at = span.end
    for block in content.blocks:
        assert block.start <= block.body < block.end
        assert not block.marker or text.startswith(block.marker, block.start)
    if isinstance(content, Document):
        check_sections(content)


def check_sections(document: Document) -> None:
    """Sections lie in the text, in order, and each is inside or after the one before."""
    at = 0
    open_ends = [len(document.text)]
    for section in document.sections:
        assert at <= section.start < section.body <= section.end <= len(document.text)
        while section.start >= open_ends[-1] and len(open_ends) > 1:
            open_ends.pop()
        assert section.end <= open_ends[-1]
        open_ends.append(section.end)
        at = section.start


def outline(content: Content | Document) -> list[tuple[str, str]]:
    """(kind, words) of each block, on one line."""
    return [(block.kind.value, " ".join(content.text[block.body : block.end].split())) for block in content.blocks]
