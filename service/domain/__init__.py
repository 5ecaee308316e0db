"""The nouns: frozen data, their vocabularies, the ports and the errors. Knows nothing of the outside."""
