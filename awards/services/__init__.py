"""Every write of this app that means something."""
