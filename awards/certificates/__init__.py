"""Certificates drawn straight onto the sheet: where the words stand, with which letters, in which file."""
