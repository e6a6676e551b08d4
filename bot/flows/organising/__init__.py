"""What organisers and specialists do: classes, hours, letters to many."""
