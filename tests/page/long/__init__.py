"""What takes long of the page: the browser, and many seeds. `make page` runs it."""
