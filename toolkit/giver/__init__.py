"""Who gave a story: follows by a link what becomes of it, and says what may be done with it."""
