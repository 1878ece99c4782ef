"""The pages of the network on the site, and those of one ambassador, by a link from a mail."""
