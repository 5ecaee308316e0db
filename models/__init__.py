"""Models behind the service's ports: strings in, strings out; nothing of `service` is known here."""
