"""Makes the sounds and pictures of the quizzes; the line itself never runs this."""
