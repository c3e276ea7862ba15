"""The smallest EXIF: which way a picture is to be turned, and nothing else."""


def needs_turning(orientation: int) -> bool:
    return 1 < orientation <= 8


def tiff(orientation: int) -> bytes:
    """EXIF's body, a TIFF of one entry."""
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([orientation]) + b"\0\0\0\0\0\0"
