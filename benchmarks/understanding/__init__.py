"""How well free text is understood: `python -m benchmarks.understanding FILE.jsonl`."""
