"""The Support Line: a line of social services that lives in messengers."""
