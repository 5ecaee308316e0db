"""Measurements: what `make bench` prints, and how each number is made."""
