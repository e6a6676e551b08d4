"""How clubs' chats are kept safe: what is held, what moderators decide, and how it is undone."""
