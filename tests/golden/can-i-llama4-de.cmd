can-i llama4 --do fine-tune --modality multimodal --based-in DE --format table
