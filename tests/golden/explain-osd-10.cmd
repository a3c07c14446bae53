explain OSD-10 --format table
