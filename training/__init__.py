"""How the reader's weights are made: data, stages, measurement, export (see README.md)."""
