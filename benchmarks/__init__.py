"""Measures the line over the sandbox, beside a bare echo bot."""
