"""From stored runs to tables: paired differences and their intervals."""
