locate users-cap tests/data/fake/LICENSE
