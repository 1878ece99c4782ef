"""Students and outside readers: the personal link, and the page with the stories they got."""
