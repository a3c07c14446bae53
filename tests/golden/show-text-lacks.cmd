show kimi-k2 --text tests/data/fake/LICENSE
