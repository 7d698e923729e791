"""What people know and feel: facts, attitudes that fade, warnings, recognising."""
