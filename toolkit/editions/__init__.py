"""An edition as a book: its plain values, what of it is published, and its forms."""
