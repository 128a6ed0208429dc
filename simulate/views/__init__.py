"""Views: numbers to documents and figures, a package for each analysis, and a card for each model."""
