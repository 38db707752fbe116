"""Qt's view of plain values."""
