"""Sources -> store: one module a kind of source."""
