check mit apache-2.0 gpl-3.0 --rules osd --format table
