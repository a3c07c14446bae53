check modified-mit
