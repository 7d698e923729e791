"""Folders of results and the record beside them."""
