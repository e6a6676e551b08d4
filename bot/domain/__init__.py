"""The rules of the line, without any input or output."""
