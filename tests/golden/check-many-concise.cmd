check llama2 llama4 mit --rules osd --rules osaid --format concise
