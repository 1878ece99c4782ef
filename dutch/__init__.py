"""Sorting, finding and numbers as a Dutch reader expects them."""
