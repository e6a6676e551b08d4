"""Adapters of the messengers: fetch updates, send one letter, declare limits."""
