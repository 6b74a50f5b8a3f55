"""Measure the reader against expected results: `make accuracy`. See docs/accuracy.md."""
