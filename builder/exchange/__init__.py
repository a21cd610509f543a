"""What comes from other tools and goes to them: specifications' texts, question banks. One module a format."""
