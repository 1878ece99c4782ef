"""Handing over a whole programme at its end: one archive that opens without this software."""
