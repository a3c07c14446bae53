explain llama3.2/eu-multimodal --format table
