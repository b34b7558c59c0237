"""From what was printed to what it means: checked, normalized, selected."""
