check llama3.2 --format markdown
