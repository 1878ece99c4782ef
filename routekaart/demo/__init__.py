"""Demo programmes: one readable file per subject (`data/`), and what reads them."""
