-- Times are milliseconds since 1970, UTC. Texts compare by code point (SQLite's BINARY) unless NOCASE, which folds the
-- ASCII letters only, as filters do. AUTOINCREMENT keeps the id of a deleted row from being given again.

CREATE TABLE organization (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE api_token (
    hash            TEXT    NOT NULL PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    date_created    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id      INTEGER NOT NULL REFERENCES organization (id),
    reference            TEXT    NOT NULL,
    name                 TEXT    NOT NULL,
    description          TEXT,
    pass_type_identifier TEXT,
    date_created         INTEGER NOT NULL,
    last_updated         INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX item_by_reference ON item (organization_id, reference);
CREATE INDEX item_by_folded_reference ON item (organization_id, reference COLLATE NOCASE);
CREATE INDEX item_by_id ON item (organization_id);
CREATE INDEX item_by_name ON item (organization_id, name);
CREATE INDEX item_by_folded_name ON item (organization_id, name COLLATE NOCASE);
CREATE INDEX item_by_date_created ON item (organization_id, date_created);
CREATE INDEX item_by_last_updated ON item (organization_id, last_updated);

CREATE VIRTUAL TABLE item_search USING fts5 (
    reference, name,
    content = 'item', content_rowid = 'id', tokenize = 'trigram', detail = column, columnsize = 0
);
CREATE TRIGGER item_search_insert AFTER INSERT ON item BEGIN
    INSERT INTO item_search (rowid, reference, name) VALUES (new.id, new.reference, new.name);
END;
CREATE TRIGGER item_search_delete AFTER DELETE ON item BEGIN
    INSERT INTO item_search (item_search, rowid, reference, name) VALUES ('delete', old.id, old.reference, old.name);
END;
CREATE TRIGGER item_search_update AFTER UPDATE OF reference, name ON item BEGIN
    INSERT INTO item_search (item_search, rowid, reference, name) VALUES ('delete', old.id, old.reference, old.name);
    INSERT INTO item_search (rowid, reference, name) VALUES (new.id, new.reference, new.name);
END;

-- status: 0 NEW, 1 RESERVED, 2 SOLD.
CREATE TABLE serial_number (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id    INTEGER NOT NULL REFERENCES organization (id),
    item_id            INTEGER NOT NULL REFERENCES item (id),
    value              TEXT    NOT NULL,
    status             INTEGER NOT NULL CHECK (status IN (0, 1, 2)),
    warehouse_stock_id INTEGER,
    date_created       INTEGER NOT NULL,
    last_updated       INTEGER NOT NULL
) STRICT;

-- One index for each order of the list, alone and behind the status or the item that most lists ask for. Each ends with
-- the id, which breaks ties. The folded values carry the usual order along, so that what a prefix gives is sorted without
-- a look at the rows.
CREATE UNIQUE INDEX serial_number_by_value ON serial_number (organization_id, value, item_id);
CREATE INDEX serial_number_by_folded_value ON serial_number (organization_id, value COLLATE NOCASE, date_created);
CREATE INDEX serial_number_by_id ON serial_number (organization_id);
CREATE INDEX serial_number_by_date_created ON serial_number (organization_id, date_created);
CREATE INDEX serial_number_by_last_updated ON serial_number (organization_id, last_updated);
CREATE INDEX serial_number_by_status ON serial_number (organization_id, status);
CREATE INDEX serial_number_by_status_date_created ON serial_number (organization_id, status, date_created);
CREATE INDEX serial_number_by_status_last_updated ON serial_number (organization_id, status, last_updated);
CREATE INDEX serial_number_by_item ON serial_number (item_id);
CREATE INDEX serial_number_by_item_date_created ON serial_number (item_id, date_created);
CREATE INDEX serial_number_by_item_status ON serial_number (item_id, status);

-- How many serial numbers an item, and an organization, has of each status, so that the total of a list does not cost a
-- count of all rows.
CREATE TABLE serial_number_count (
    item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    status  INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (item_id, status)
) STRICT, WITHOUT ROWID;
CREATE TABLE serial_number_total (
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    status          INTEGER NOT NULL,
    count           INTEGER NOT NULL,
    PRIMARY KEY (organization_id, status)
) STRICT, WITHOUT ROWID;

-- The trigram index holds the rows up to an id; the few after it are searched one by one until the writer has a moment to
-- add them. Adding them in one go costs a tenth of adding each in its own unit of work.
CREATE VIRTUAL TABLE serial_number_search USING fts5 (
    value,
    content = 'serial_number', content_rowid = 'id', tokenize = 'trigram', detail = none, columnsize = 0
);
CREATE TABLE serial_number_search_progress (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    indexed_up_to INTEGER NOT NULL
) STRICT;
INSERT INTO serial_number_search_progress (id, indexed_up_to) VALUES (1, 0);
CREATE TRIGGER serial_number_search_delete AFTER DELETE ON serial_number
    WHEN old.id <= (SELECT indexed_up_to FROM serial_number_search_progress)
BEGIN
    INSERT INTO serial_number_search (serial_number_search, rowid, value) VALUES ('delete', old.id, old.value);
END;
CREATE TRIGGER serial_number_search_update AFTER UPDATE OF value ON serial_number
    WHEN old.value IS NOT new.value AND old.id <= (SELECT indexed_up_to FROM serial_number_search_progress)
BEGIN
    INSERT INTO serial_number_search (serial_number_search, rowid, value) VALUES ('delete', old.id, old.value);
    INSERT INTO serial_number_search (rowid, value) VALUES (new.id, new.value);
END;
