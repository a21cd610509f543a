"""Coursewright: Markdown lessons and YAML quizzes in, SCORM 1.2 packages out, every criterion accounted for."""

__version__ = "0.1.0"
