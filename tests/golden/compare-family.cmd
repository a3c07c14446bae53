compare gpl mit --rules osd --diff --format table
