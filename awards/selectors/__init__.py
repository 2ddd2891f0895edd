"""Reads that build the pages and papers of this app."""
