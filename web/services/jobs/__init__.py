"""Work behind the requests: `periodic.py` runs what is periodic, `failures.py` logs and counts what fails there."""
