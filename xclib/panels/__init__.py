"""The panel of headline figures and the answers from it."""
