"""Packs of moderators: a file is brought, checked, looked at, and kept for the games of clubs."""
