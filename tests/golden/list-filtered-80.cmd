list licenses --cap --place EU --fails osd --format table
