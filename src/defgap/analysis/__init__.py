"""Comparing a law with a standard, as formulas and in both directions: model × model → findings."""
