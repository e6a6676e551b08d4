"""Pictures that the line draws: described in a turn, drawn at delivery, in a process of their own."""
