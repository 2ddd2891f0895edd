"""Reads of the first pages: what waits for a person, how a campaign stands."""
