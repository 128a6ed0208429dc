"""From a scenario to the values of its uncertain quantities in every draw."""
