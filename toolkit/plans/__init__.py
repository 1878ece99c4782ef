"""The session plan: what is chosen for a group and a time, and the pages and PDF of it."""
