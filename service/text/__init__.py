"""Language knowledge of Vietnamese and English news text, as pure functions over strings."""
