"""From files to captures: which files to take, and how their bytes become text and back."""
