compare kimi-k2 mit --rules osd --format json
