identify tests/data/fake/LICENSE --format table
