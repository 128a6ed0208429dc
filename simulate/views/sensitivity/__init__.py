"""What drives an outcome: its sentences, its tables and its CSV."""
