"""Crosswords and word lists as people bring them: files read with care, refused with reasons."""
