can-i "GPL-2.0-or-later AND (MIT OR cc-by-nc-4.0)" --do host,embed --purpose commercial --format table
