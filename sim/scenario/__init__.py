"""Scenarios: parameters, layers in time, levers, provenance, and what one replication takes from them."""
