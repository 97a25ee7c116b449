"""Who says how many: figures, claimants and dates from conflict reporting, side by side."""

__version__ = "0.1.0"
