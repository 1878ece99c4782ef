"""The toolkit on the site: what may be read by whom, searched in Dutch, and printed."""
