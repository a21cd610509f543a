"""The only reader of disk: a course folder in, `Course` values and findings out."""
