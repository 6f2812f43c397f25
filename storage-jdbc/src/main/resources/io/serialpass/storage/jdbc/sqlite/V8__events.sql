-- Conventions as in V1.

-- The event log. A position is the one before plus one; the newest event is never removed, so no position is given twice.
-- type is a code of EventType, and body what that type tells, as EventBody writes it.
CREATE TABLE event (
    position        INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    time            INTEGER NOT NULL,
    type            INTEGER NOT NULL,
    body            TEXT    NOT NULL
) STRICT;
CREATE INDEX event_by_organization ON event (organization_id);

-- How far each consumer has read. All that the slowest one has not read stays.
CREATE TABLE event_consumer (
    name     TEXT    NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
