"""A text turned into figures."""
