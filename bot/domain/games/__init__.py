"""Games of the clubs: their rules, with no messenger, clock or disk."""
