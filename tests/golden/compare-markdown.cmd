compare llama3.2 gemma --diff --format markdown
