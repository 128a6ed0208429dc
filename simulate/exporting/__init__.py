"""Export of a result folder for other programs: netCDF, CSV, Parquet, Excel."""
