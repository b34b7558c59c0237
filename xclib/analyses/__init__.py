"""The analyses behind the notebooks: what each computes from figures, in frames and sentences. No charts, no files."""
