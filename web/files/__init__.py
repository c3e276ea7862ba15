"""Files: the store (disk, S3), receiving, temporary files, caching in memory."""
