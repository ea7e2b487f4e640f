"""What the figures are measured with. Each module prints its figures, the data, the machine and the floors."""
