"""The one way of a message: intake, turns, delivery; and the clock that joins it."""
