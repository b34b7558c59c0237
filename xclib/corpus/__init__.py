"""Thousands of reports turned into one data set of figures."""
