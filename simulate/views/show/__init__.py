"""All that is known of one name, as a document: of a parameter, a measure, a scenario or an outcome."""
