"""A result folder as a file for other programs: netCDF, CSV, Parquet, Excel."""
