"""The rules of the product, each as a test."""
