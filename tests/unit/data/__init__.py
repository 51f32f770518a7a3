"""Tests of readers, sources and reference data."""
