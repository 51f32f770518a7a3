"""Custody: short-term holding by CBP, beds of ICE, release, supervision and alternatives to detention."""
