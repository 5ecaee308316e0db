"""From corpora to weights: the whole training recipe, in the order in which run.sh calls it.

Nothing of the service is known here, and the service never imports this package.
"""
