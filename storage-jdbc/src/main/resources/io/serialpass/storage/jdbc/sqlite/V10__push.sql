-- Conventions as in V1.

-- A change of many passes is told by going through the registrations of their type in the order of their ids.
CREATE INDEX registration_by_type ON registration (pass_type_id);

-- The walks through registrations that have not come to their end. item_id is 0 for all passes of the type. after is the id
-- of the last registration that was dealt with; where there is an item, that of the last serial number. again_from is the
-- oldest change that came after the walk began; NULL for none.
CREATE TABLE push_walk (
    pass_type_id INTEGER NOT NULL REFERENCES pass_type (id) ON DELETE CASCADE,
    item_id      INTEGER NOT NULL,
    from_tag     INTEGER NOT NULL,
    after        INTEGER NOT NULL,
    again_from   INTEGER,
    PRIMARY KEY (pass_type_id, item_id)
) STRICT, WITHOUT ROWID;

-- What is known of telling a push token. device is one that has the token. verdict is a code of PushVerdicts. next is the time
-- of the next attempt; NULL where none is due. Nearly all rows have none, so the index stays small, and a push that was sent
-- costs no write of it.
CREATE TABLE push_record (
    pass_type_id INTEGER NOT NULL REFERENCES pass_type (id) ON DELETE CASCADE,
    push_token   TEXT    NOT NULL,
    device       TEXT    NOT NULL,
    told_tag     INTEGER NOT NULL,
    time         INTEGER NOT NULL,
    verdict      INTEGER NOT NULL,
    status       INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    gone_since   INTEGER,
    failures     INTEGER NOT NULL,
    next         INTEGER,
    PRIMARY KEY (pass_type_id, push_token)
) STRICT, WITHOUT ROWID;
CREATE INDEX push_record_by_next ON push_record (next) WHERE next IS NOT NULL;

-- Work that one server on the store does at a time, who has it, and until when.
CREATE TABLE lease (
    name        TEXT    NOT NULL PRIMARY KEY,
    server      TEXT    NOT NULL,
    lease_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
