"""The preview: a gallery as shoppers of two stores see it."""
