"""The workshop: sessions written once, built for students and teachers, with answers that are worked out from the data."""
