"""One thin module per outside system or format; each implements a port or renders a noun."""
