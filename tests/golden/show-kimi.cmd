show kimi-k2 --format table
