"""What makes files of this repository by hand; no part of the product."""
