explain controlled-substances --format concise
