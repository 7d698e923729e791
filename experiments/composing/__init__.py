"""From configuration files and changes to checked settings."""
