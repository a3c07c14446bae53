compare llama3.1 llama3.2 --diff --format table
