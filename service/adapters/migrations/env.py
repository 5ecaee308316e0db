"""What Alembic runs: the migrations, on the connection that `open_database` hands over.

Alembic executes this file as a script, hence the statement at module level.
"""

from alembic import context

from service.adapters.tables import metadata


def run() -> None:
    """Run the migrations within the caller's transaction."""
    context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    context.run_migrations()


run()
