"""The page: a wish, previews, the server, and the whole in a browser."""
