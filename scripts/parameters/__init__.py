"""The page of all parameters, ``sim/parameters.md``: made from schema, YAML files and the code that reads."""
