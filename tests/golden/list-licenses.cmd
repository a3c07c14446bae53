list licenses --format concise
