can-i llama --do host --users 2M --based-in US --field general --format table
