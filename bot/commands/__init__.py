"""The operator's commands, one file each; `bot/__main__.py` chooses among them."""
