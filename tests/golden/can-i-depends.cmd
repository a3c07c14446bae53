can-i llama3.1 --do host --format table
