"""The reports of the commands: one module each, from results to a page."""
