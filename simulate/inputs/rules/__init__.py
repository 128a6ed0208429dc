"""What must be true of values, parameters and measures beside their form."""
