"""Asks the network whether links still answer. Only `guides links` uses it: no build and no check does."""
