"""Rendering of documents: numbers and values as text, and documents on a terminal, as Markdown, HTML, Word and CSV."""
