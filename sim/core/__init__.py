"""What everything stands on: compiling, chance, tables, CSV files, mistakes, users' own code."""
