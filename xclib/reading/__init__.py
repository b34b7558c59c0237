"""A report never seen before: read, viewed, corrected, registered."""
