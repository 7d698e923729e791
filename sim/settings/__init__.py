"""The schema of all settings, file by file as ``configs/`` has them: plain data, no behaviour."""
