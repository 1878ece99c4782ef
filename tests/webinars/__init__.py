"""A third line of meetings, as an app of its own: what a new line takes, and no more."""
