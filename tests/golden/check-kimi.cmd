check kimi-k2 --format table
