"""The leeskamer: a personal page on which a reader of the funder reads, asks and confirms."""
