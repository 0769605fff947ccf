"""The life of an edition: who it is, which captures it has, what is done when more arrive."""
