"""Acts of cooperation in an article: which sentences state one, what it is, who takes part, when and where.

Knows the language and the vocabularies of the guideline; knows nothing of HTTP, storage or translation.
"""
