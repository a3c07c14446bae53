check bsd --format table
