"""Research with the models: what a study finds is in docs/; none of it is in the wheel."""
