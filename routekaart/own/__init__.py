"""Wat u van mij hebt: one page for a person, with all that is kept of an address."""
