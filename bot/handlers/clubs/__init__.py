"""The chats of clubs: who is kept safe from what, and what is played there."""
