"""Forms of this app, by page."""
