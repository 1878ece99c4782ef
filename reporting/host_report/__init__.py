"""The report of one pilot for its host: the same Document as the yearly report, on one pilot."""
