"""From draft to published, for staff: writing, readiness, approving, publishing."""
