"""A place to practise: invented people, a banner on each page (decision 66)."""
