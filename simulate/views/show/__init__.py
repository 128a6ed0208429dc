"""Descriptions of one name as a document: a parameter, a measure, a scenario or an outcome."""
