"""Parts of a page: tables, findings, downloads, citations, and the page template."""
