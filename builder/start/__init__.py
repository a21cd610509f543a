"""A new course out of a specification."""
