"""Spreadsheets that people bring: one reader for tables of villages and of ties."""
