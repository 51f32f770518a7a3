"""Arrests inside the country."""
