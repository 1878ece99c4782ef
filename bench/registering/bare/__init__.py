"""A bare Django app that takes registrations: what the site is measured against."""
