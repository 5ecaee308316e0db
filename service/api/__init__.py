"""HTTP: routes, schemas and errors. Calls the pipeline and the ports, decides nothing about language."""
