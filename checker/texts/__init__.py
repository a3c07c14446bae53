"""License texts: their normalized form, their sections, and definitions held against them."""
