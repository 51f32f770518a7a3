"""Tests of what is claimed about the world."""
