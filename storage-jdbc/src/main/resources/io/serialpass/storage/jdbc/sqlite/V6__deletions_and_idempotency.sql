-- Conventions as in V1 to V4.

-- Passes can be deleted, and types that had some. What they had is never given again: the ids of passes, by which the search
-- index and the lists go, the tags of types, and the seconds of versions. So a device that held a pass takes nothing of
-- one that was issued later under its name for what it had.
CREATE TABLE deleted (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    pass_id INTEGER NOT NULL,
    tag     INTEGER NOT NULL,
    second  INTEGER NOT NULL
) STRICT;
INSERT INTO deleted (id, pass_id, tag, second) VALUES (1, 0, 0, 0);

-- The latest second of any version of a deleted pass of the type; 0 for none.
ALTER TABLE pass_type ADD COLUMN deleted_second INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER pass_search_delete AFTER DELETE ON pass
    WHEN old.id <= (SELECT indexed_up_to FROM pass_search_progress)
BEGIN
    INSERT INTO pass_search (pass_search, rowid, serial_number) VALUES ('delete', old.id, old.serial_number);
END;

-- The first answers to requests with a key. request is a hash of the request; answer is in a form that the store does not
-- know. Ids tell the age: the oldest go first. answer_bytes is the room that an organization's answers take.
CREATE TABLE idempotent_answer (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    key             TEXT    NOT NULL,
    request         TEXT    NOT NULL,
    answer          BLOB    NOT NULL,
    date_created    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX idempotent_answer_by_key ON idempotent_answer (organization_id, key);
CREATE INDEX idempotent_answer_by_organization ON idempotent_answer (organization_id);
ALTER TABLE organization ADD COLUMN answer_bytes INTEGER NOT NULL DEFAULT 0;
