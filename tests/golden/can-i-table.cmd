can-i llama3.1 qwen --do host --purpose commercial --field general --table users --format table
