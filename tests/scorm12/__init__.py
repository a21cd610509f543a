"""Tests of the SCORM 1.2 target."""
