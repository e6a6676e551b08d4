"""Conversations about clubs, and what happens in their chats."""
