"""The settings: YAML files in one folder a group. A package, so that they are found once installed."""
