"""The engine that runs tables of rules; it knows no word and no subject."""
