"""What the YAML files look like: forms, fields and the JSON Schemas made from them."""
