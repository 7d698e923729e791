"""Settings: composing, what every number must have, every file that is shipped."""
