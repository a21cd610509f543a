"""The coverage of a course, for people and for other programs: one module a format, all made from one `Report`."""
