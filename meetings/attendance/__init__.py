"""Who came: the list at the door, on screen and on paper."""
