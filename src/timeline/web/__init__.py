"""The pages of a database, served or written as files: read-only, and whole without script."""
