"""The register of sources as a document: what each is, what rests on it, and how much of an answer's spread."""
