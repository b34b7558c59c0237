"""Derived numbers with their intervals; estimates."""
