check h-research --format table
