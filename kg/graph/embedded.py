"""Similarity by a sentence-embedding model that the user has: an extra, behind the interface of the lexical one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from pathlib import Path

from kg.errors import UsageError
from kg.graph.similar import Ask, Likeness, shared_words

Encoder = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts → a vector each, of one length."""
LEAST = 0.7
"""From here on two texts are taken to ask for the same. A cautious round figure: models differ, set it for yours."""


class Embedded:
    """Cosine of the vectors that a model gives two texts; negative ones count as 0.

    Args:
        encode: the model.
        least: score from which two texts are about the same matter.
    """

    def __init__(self, encode: Encoder, least: float = LEAST) -> None:
        self._encode = encode
        self._least = least
        self._vectors: dict[str, tuple[float, ...]] = {}

    def likeness(self, one: Ask, other: Ask) -> Likeness:
        """How alike two texts are. Raises UsageError where the model gives vectors of different lengths."""
        first, second = self._vector(one.text), self._vector(other.text)
        if len(first) != len(second):
            raise UsageError("the similarity model gives vectors of different lengths: use another model")
        score = _cosine(first, second)
        themes = tuple(sorted({*one.themes} & {*other.themes}))
        return Likeness(score, shared_words(one.text, other.text), themes, score >= self._least)

    def _vector(self, text: str) -> tuple[float, ...]:
        if text not in self._vectors:
            self._vectors[text] = tuple(float(value) for value in self._encode([text])[0])
        return self._vectors[text]


def _cosine(first: Sequence[float], second: Sequence[float]) -> float:
    lengths = sqrt(sum(a * a for a in first)) * sqrt(sum(b * b for b in second))
    if not lengths:
        return 0.0
    return round(min(1.0, max(0.0, sum(a * b for a, b in zip(first, second, strict=True)) / lengths)), 4)


def load_model(folder: Path) -> Embedded:
    """The similarity by a model of `sentence-transformers` in a folder: nothing is downloaded.

    Raises UsageError where the extra is not installed, or the folder holds no such model."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        what = 'similarity by a model needs an extra: pip install "inspection-kg[embeddings]"'
        raise UsageError(f"{what}, or leave out --similarity") from error
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder with a sentence-embedding model: name one, or leave out --similarity")
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder} holds no sentence-embedding model that can be read: {error}") from error
    return Embedded(lambda texts: model.encode(list(texts), convert_to_numpy=True).tolist())
