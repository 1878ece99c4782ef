"""The public pages of meetings: the list, one meeting, places."""
