# The ticket: millimetres from the upper left corner, one element a line.
ticket 139.7x50.8mm stub right 30mm
