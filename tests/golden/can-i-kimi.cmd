can-i kimi-k2-modified-mit --do host --users 150M --format table
