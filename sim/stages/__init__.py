"""The twelve stages of a week, one file each."""
