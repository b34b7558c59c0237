"""Pieces of a page: tables, findings, downloads, citations, the shell around them."""
