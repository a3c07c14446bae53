# columns 160
compare llama3.2 gemma mit --format table
