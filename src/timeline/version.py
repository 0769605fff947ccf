"""The version, apart from the public functions: who needs only the number loads nothing else."""

__version__ = "0.1.0"
