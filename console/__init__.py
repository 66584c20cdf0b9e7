"""The commands behind `cli.py`, one module a group, loaded when they are called."""
