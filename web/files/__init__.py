"""Where bytes are: the file store (disk, S3), files being received, temporary files."""
