"""Programs to read and to start from; each says at its top what it shows."""
