"""The author's preview: a package in a strict LMS with its workings in view, served to this machine alone."""
