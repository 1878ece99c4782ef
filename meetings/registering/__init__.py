"""Getting a place as a visitor: the form, the personal pages, the waiting list."""
