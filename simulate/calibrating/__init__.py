"""Calibration: by which factor to widen or narrow parameter uncertainty so that past intervals cover as they should."""
