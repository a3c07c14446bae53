check nvidia-open-model-license --format table --rules eu-ai-act
