"""What each model says of itself, a package a model: answer, leaflet, headline outcomes."""
