-- Conventions as in V1.

-- When a serial number that is RESERVED becomes NEW again by itself; NULL for never, and unless it is RESERVED. Few rows have one.
ALTER TABLE serial_number ADD COLUMN reserved_until INTEGER;
CREATE INDEX serial_number_by_reserved_until ON serial_number (reserved_until) WHERE reserved_until IS NOT NULL;
