"""What came out of a calibration: its tables, its CSV and the file of its posterior."""
