"""Tests of the ontology, its vocabularies, register and shapes."""
