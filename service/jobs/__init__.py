"""Batch jobs: files to items, items to results, and the workers that do it."""
