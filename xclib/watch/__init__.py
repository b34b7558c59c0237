"""Pages of reports, asked for politely, compared with what is registered, and put up for review: never published unseen."""
