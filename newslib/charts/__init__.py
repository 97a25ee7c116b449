"""Charts of claims."""
