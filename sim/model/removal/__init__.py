"""Removal: people under final orders wait for a document, then for an aircraft, a seat or a bus, and leave."""
