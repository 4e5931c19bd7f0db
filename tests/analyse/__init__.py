"""Tests of the networks of a build and what is measured in them."""
