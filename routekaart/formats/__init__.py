"""How Django writes what a template does not write itself."""
