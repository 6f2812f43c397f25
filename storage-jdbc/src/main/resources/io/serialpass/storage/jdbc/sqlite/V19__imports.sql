-- Conventions as in V1.

-- Runs of imports, which go on without the client that sent the file. file_name is NULL if the sender named none. bytes is the
-- length of the file. The counts are those of the rows that the store has kept, rejected and passed over; last_line is the line on
-- which the last row begins that was kept or rejected. passed_over has a line for each column. state is the code of an
-- ImportRunState. reason is set where a run stopped or failed, date_ended unless it runs.
CREATE TABLE import_run (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    file_name       TEXT,
    media_type      TEXT    NOT NULL,
    bytes           INTEGER NOT NULL,
    date_created    INTEGER NOT NULL,
    imported        INTEGER NOT NULL,
    rejected        INTEGER NOT NULL,
    blank           INTEGER NOT NULL,
    last_line       INTEGER NOT NULL,
    bytes_read      INTEGER NOT NULL,
    passed_over     TEXT    NOT NULL,
    state           INTEGER NOT NULL,
    reason          TEXT,
    date_ended      INTEGER
) STRICT;
CREATE INDEX import_run_by_date_created ON import_run (organization_id, date_created);
CREATE INDEX import_run_by_age ON import_run (date_created);
CREATE INDEX import_run_running ON import_run (id) WHERE state = 1;

-- The first rejected rows of a run. position counts them from 1 on. reason is the name of an ImportRow.Reason.
CREATE TABLE import_rejection (
    import_run_id INTEGER NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    line          INTEGER NOT NULL,
    reason        TEXT    NOT NULL,
    description   TEXT    NOT NULL,
    PRIMARY KEY (import_run_id, position)
) STRICT, WITHOUT ROWID;
