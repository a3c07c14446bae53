draft tests/texts/quokka-community.txt --format table
