"""The page of a facilitator: a personal link to his or her sessions, and what is done there."""
