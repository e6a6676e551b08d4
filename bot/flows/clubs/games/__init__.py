"""Games in the chats of clubs: how they begin, what the chat sees of them, and how they end."""
