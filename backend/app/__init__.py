"""The todo backend: a REST API over one table of todos per user."""
