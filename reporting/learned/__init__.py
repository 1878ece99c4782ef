"""What staff learned and what may go wrong: how lessons and risks are logged."""
