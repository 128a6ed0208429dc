"""Views: numbers to documents and figures, one file for each analysis, and a card for each model."""
