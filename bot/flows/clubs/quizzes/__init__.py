"""Quizzes, words of the day, contests of photographs and flash mobs in the chats of clubs."""
