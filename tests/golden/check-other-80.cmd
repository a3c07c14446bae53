check other --format table
