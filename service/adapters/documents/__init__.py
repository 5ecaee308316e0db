"""Documents by format: each is taken apart into units, and written again around their translations."""
