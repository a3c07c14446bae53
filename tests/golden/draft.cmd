draft tests/texts/quokka-community.txt
