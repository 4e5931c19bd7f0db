"""The tables of a build against a gold folder: precision, recall and F1 of each table.

A gold folder holds `scope.csv` (what was annotated) and a CSV file for each table. `evaluate` reads both
sides and gives an `Evaluation`, `evaluate_by` one for each genre, framework or year of documents;
`below_floors` says which figures fell under pinned ones.
"""

from kg.evaluate.floors import below_floors, read_floors
from kg.evaluate.groups import By
from kg.evaluate.result import Accuracy, Difference, Evaluation, TableScore
from kg.evaluate.run import evaluate, evaluate_by

__all__ = [
    "Accuracy",
    "By",
    "Difference",
    "Evaluation",
    "TableScore",
    "below_floors",
    "evaluate",
    "evaluate_by",
    "read_floors",
]
