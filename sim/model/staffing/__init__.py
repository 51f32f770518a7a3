"""Agents, officers, judges and barrier: how many there are, and what they bring about."""
