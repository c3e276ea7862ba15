"""The texts of Django REST framework, which this API's clients know (field notes, 1 and 2), and the few of our own."""

NO_CREDENTIALS = "Authentication credentials were not provided."
INVALID_TOKEN = "Invalid token."  # noqa: S105 - what is said of one
INACTIVE = "User inactive or deleted."
NOTHING_BEHIND_TOKEN = "Invalid token header. No credentials provided."  # noqa: S105 - the same
SPACES = "Invalid token header. Token string should not contain spaces."
CHARACTERS = "Invalid token header. Token string should not contain invalid characters."
NO_PERMISSION = "You do not have permission to perform this action."
NO_PRODUCT = "No Product matches the given query."
NO_IMAGE = "No ProductImage matches the given query."
NOT_FOUND = "Not found."
NOT_ACCEPTABLE = "Could not satisfy the request Accept header."
UNAVAILABLE = "Service temporarily unavailable, try again later."
SERVER_ERROR = "A server error occurred."

NULL = "This field may not be null."
NO_FILE = "No file was submitted."
NOT_A_FILE = "The submitted data was not a file. Check the encoding type on the form."
EMPTY_FILE = "The submitted file is empty."
INVALID_IMAGE = "Upload a valid image. The file you uploaded was either not an image or a corrupted image."
NOT_A_STRING = "Not a valid string."
NUL = "Null characters are not allowed."
NOT_A_BOOLEAN = "Must be a valid boolean."
NOT_AN_INTEGER = "A valid integer is required."
TOO_LONG_A_NUMBER = "String value too large."
NO_DATA = "No data provided"
NO_IMAGES_HERE = "This product does not support images."


def extension_not_allowed(extension: str, allowed: str) -> str:
    return f"File extension “{extension}” is not allowed. Allowed extensions are: {allowed}."


def surrogate(character: str) -> str:
    return f"Surrogate characters are not allowed: U+{ord(character):X}."


def not_an_object(kind: str) -> str:
    return f"Invalid data. Expected a dictionary, but got {kind}."


def method_not_allowed(method: str) -> str:
    return f'Method "{method}" not allowed.'


def unsupported(media_type: str) -> str:
    return f'Unsupported media type "{media_type}" in request.'


def throttled(seconds: int) -> str:
    return f"Request was throttled. Expected available in {seconds} second{'' if seconds == 1 else 's'}."


def beyond(position: int, farthest: int) -> str:
    side = "greater than or equal to -" if position < 0 else "less than or equal to "
    return f"Ensure this value is {side}{farthest}."


def file_too_large(limit: str) -> str:
    return f"The file is larger than the limit of {limit}."


def body_too_large(limit: str) -> str:
    return f"The request body is larger than the limit of {limit}."
