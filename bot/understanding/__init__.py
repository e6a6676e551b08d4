"""The understanding at work: a process of its own holds the model and ranks texts for the line."""
