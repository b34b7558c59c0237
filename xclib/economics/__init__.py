"""Derived numbers and estimates, with their intervals."""
