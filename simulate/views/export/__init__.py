"""What an export calls things, and the sheets of a workbook."""
