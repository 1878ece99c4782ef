"""Two site servers and two workers under load, of which each is killed, and the database too."""
