"""What there is, as documents: an overview of one screen, a list of each kind, and what a search found."""
