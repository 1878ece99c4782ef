"""Dates as precise as they are known: the value, the field on a model, how it is typed."""
