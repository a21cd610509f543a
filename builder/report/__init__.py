"""Reports for people and for other programs: coverage in every format, and the crosswalk of two specifications."""
