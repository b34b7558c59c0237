"""Papermill runs, pages, index and manifests."""
