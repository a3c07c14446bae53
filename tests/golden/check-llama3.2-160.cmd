# columns 160
check llama3.2 --format table
