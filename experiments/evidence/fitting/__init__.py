"""Fitting a handful of assumed settings to known levels, within their ranges."""
