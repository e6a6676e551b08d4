"""Everything with a time, as residents meet it, and what happens to it."""
