"""Data as printed and as normalized: schemas, checks, storage and selection."""
