list families --format table
