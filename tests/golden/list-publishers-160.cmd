# columns 160
list --cap --sort publisher --format table
