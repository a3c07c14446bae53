compare llama3.1 hunyuan3d-2.0-community cc-by-nc-4.0 gpl-3.0 kimi-k2 stability-community --format table
