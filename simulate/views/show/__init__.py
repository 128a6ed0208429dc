"""Descriptions of one name as a document, a file for each kind of name."""
