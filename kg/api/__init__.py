"""The library's face: a build opened for reading.

graph = kg.open("output")
graph.query("SELECT ?body ?grade { ?j insp:body ?body ; insp:grade ?grade }")
print(graph.explain("judgement/E10000031/2017-05-02/adoption/good"))
"""

from kg.api.answer import Answer, Row
from kg.api.explanation import Explanation, PassageInContext
from kg.api.graph import Graph

__all__ = ["Answer", "Explanation", "Graph", "PassageInContext", "Row"]
