"""From a payload to a brief: the stages, called in order by `write_brief`."""
