identify tests/data/fake --format json
