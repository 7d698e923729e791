"""Officers: hours, indicators, standing."""
