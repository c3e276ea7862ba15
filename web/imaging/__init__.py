"""Picture files: opened, checked, described, and made into renditions."""
