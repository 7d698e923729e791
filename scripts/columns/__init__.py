"""Every column of every table that the commands write, described in both languages."""
