"""Coursewright: Markdown lessons and YAML quizzes in, SCORM 1.2 packages out, every criterion accounted for."""

import os

__version__ = "0.1.0"

# Plugins of pydantic watch a server's models; looking for them costs a command line tool a tenth of its start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
