show openmdw-1.0 --format json
