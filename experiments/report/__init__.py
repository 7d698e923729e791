"""From tables to figures and the report, in English and Indonesian."""
