check lama3.2 mitt
