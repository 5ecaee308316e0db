"""The stages from a payload to a brief; `write_brief` calls them in order."""
