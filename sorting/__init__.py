"""Sorting value cards together: a round, its cards, who sorts, and what a group made of it."""
