can-i kimi-k2 --do host --format markdown
