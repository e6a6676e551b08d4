"""What is kept, and how: one repository for each noun, on one writing connection."""
