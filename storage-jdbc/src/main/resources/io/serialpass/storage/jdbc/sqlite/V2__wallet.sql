-- Conventions as in V1. Passes are never deleted, so their ids need no AUTOINCREMENT.

-- last_tag is the counter of update tags: a unit of work that changes passes of the type takes the next one, within its
-- transaction. The counts are the totals of lists, in step within the same transaction.
CREATE TABLE pass_type (
    id              INTEGER PRIMARY KEY,
    identifier      TEXT    NOT NULL UNIQUE,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    last_tag        INTEGER NOT NULL,
    passes          INTEGER NOT NULL,
    voided_passes   INTEGER NOT NULL
) STRICT;
CREATE INDEX pass_type_by_organization ON pass_type (organization_id);

-- last_modified, in seconds, is NULL while there is no package; fields are a JSON object, NULL for none.
CREATE TABLE pass (
    id                   INTEGER PRIMARY KEY,
    pass_type_id         INTEGER NOT NULL REFERENCES pass_type (id),
    organization_id      INTEGER NOT NULL REFERENCES organization (id),
    serial_number        TEXT    NOT NULL,
    authentication_token TEXT    NOT NULL,
    serial_number_id     INTEGER REFERENCES serial_number (id),
    fields               TEXT,
    voided               INTEGER NOT NULL CHECK (voided IN (0, 1)),
    expiration_date      INTEGER,
    update_tag           INTEGER NOT NULL,
    last_modified        INTEGER,
    date_created         INTEGER NOT NULL,
    last_updated         INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX pass_by_type_serial_number ON pass (pass_type_id, serial_number);
CREATE INDEX pass_by_type_date_created ON pass (pass_type_id, date_created);
CREATE INDEX pass_by_type_last_updated ON pass (pass_type_id, last_updated);
CREATE INDEX pass_by_serial_number ON pass (organization_id, serial_number);
CREATE INDEX pass_by_folded_serial_number ON pass (organization_id, serial_number COLLATE NOCASE, date_created);
CREATE INDEX pass_by_date_created ON pass (organization_id, date_created);
CREATE INDEX pass_by_last_updated ON pass (organization_id, last_updated);
CREATE INDEX pass_by_voided_date_created ON pass (organization_id, voided, date_created);
CREATE INDEX pass_by_voided_last_updated ON pass (organization_id, voided, last_updated);
CREATE INDEX pass_tied ON pass (serial_number_id) WHERE serial_number_id IS NOT NULL;

CREATE TABLE pass_package (
    pass_id INTEGER PRIMARY KEY REFERENCES pass (id),
    pkpass  BLOB NOT NULL
) STRICT;

-- The unique index is what the list of updated passes begins at: all that a device registered of a type.
CREATE TABLE registration (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    device       TEXT    NOT NULL,
    pass_type_id INTEGER NOT NULL REFERENCES pass_type (id),
    pass_id      INTEGER NOT NULL REFERENCES pass (id),
    push_token   TEXT    NOT NULL,
    update_tag   INTEGER NOT NULL,
    date_created INTEGER NOT NULL,
    last_updated INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX registration_by_device ON registration (device, pass_type_id, pass_id);
CREATE INDEX registration_by_pass ON registration (pass_id, date_created);

-- organization_id is whose pass, by type, serial number or device, the message names; NULL where that cannot be told.
CREATE TABLE device_log (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id      INTEGER REFERENCES organization (id),
    message              TEXT    NOT NULL,
    kind                 INTEGER,
    pass_type_identifier TEXT,
    serial_number        TEXT,
    device               TEXT,
    date_created         INTEGER NOT NULL
) STRICT;
CREATE INDEX device_log_by_date_created ON device_log (date_created);

-- As the one of serial numbers. Neither the id nor the serial number of a pass ever changes.
CREATE VIRTUAL TABLE pass_search USING fts5 (
    serial_number,
    content = 'pass', content_rowid = 'id', tokenize = 'trigram', detail = none, columnsize = 0
);
CREATE TABLE pass_search_progress (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    indexed_up_to INTEGER NOT NULL
) STRICT;
INSERT INTO pass_search_progress (id, indexed_up_to) VALUES (1, 0);
