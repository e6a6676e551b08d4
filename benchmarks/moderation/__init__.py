"""How well swindlers' messages are told from ordinary ones: `python -m benchmarks.moderation`."""
