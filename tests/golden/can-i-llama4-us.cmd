can-i llama4 --do fine-tune --modality multimodal --based-in US --users-at-release 1M --format table
