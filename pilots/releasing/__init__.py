"""Vrijgave: what a host organisation lets out of a pilot, to whom; `gate` decides for all."""
