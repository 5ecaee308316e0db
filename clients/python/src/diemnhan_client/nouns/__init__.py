"""What is sent and what comes back, as typed dictionaries: JSON, with its fields named."""
