"""Conversations: each is a function that runs again from its first line on every turn."""
