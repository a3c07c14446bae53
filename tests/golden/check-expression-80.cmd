check "MIT AND llama3.2 OR cc-by-nc-4.0 AND gpl" --format table
