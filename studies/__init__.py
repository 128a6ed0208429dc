"""Research with the models, and checks of the code, that are not part of the package."""
