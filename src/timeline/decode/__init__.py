"""Decoders: the bytes of a capture -> a document, or a snapshot for a snapshot file."""
