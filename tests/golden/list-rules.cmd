list rules --format table
