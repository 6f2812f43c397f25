-- Conventions as in V1 and V2.

-- content_tag and content_second, in seconds, are the version that the template and the files gave to all passes of the type
-- last; 0 while there is no template. last_second is the latest second that any version of a pass of the type has had, so
-- that the next version of them all has one of its own. signer says which certificate signs.
ALTER TABLE pass_type ADD COLUMN content_tag INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pass_type ADD COLUMN content_second INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pass_type ADD COLUMN last_second INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pass_type ADD COLUMN signer TEXT;
ALTER TABLE pass_type ADD COLUMN date_created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pass_type ADD COLUMN last_updated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pass_type_by_date_created ON pass_type (organization_id, date_created);
CREATE INDEX pass_type_by_last_updated ON pass_type (organization_id, last_updated);
CREATE INDEX pass_type_by_identifier ON pass_type (organization_id, identifier);

-- The template is the file pass.json.
CREATE TABLE pass_type_file (
    pass_type_id INTEGER NOT NULL REFERENCES pass_type (id) ON DELETE CASCADE,
    name         TEXT    NOT NULL,
    content      BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX pass_type_file_by_name ON pass_type_file (pass_type_id, name);

-- The version that a change of an item gave last to the passes that are tied to its serial numbers; 0 for none yet.
CREATE TABLE pass_type_item (
    item_id       INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    pass_type_id  INTEGER NOT NULL REFERENCES pass_type (id),
    update_tag    INTEGER NOT NULL,
    last_modified INTEGER NOT NULL,
    PRIMARY KEY (item_id, pass_type_id)
) STRICT, WITHOUT ROWID;

-- item_id is the item of the serial number that the pass is tied to, which never changes. A pass with a package that was
-- uploaded has the version of its own columns; another one of a type with a template the latest of its own, its type's and
-- its item's.
ALTER TABLE pass ADD COLUMN item_id INTEGER REFERENCES item (id);
ALTER TABLE pass ADD COLUMN uploaded INTEGER NOT NULL DEFAULT 0 CHECK (uploaded IN (0, 1));
ALTER TABLE pass ADD COLUMN personalized INTEGER NOT NULL DEFAULT 0 CHECK (personalized IN (0, 1));

UPDATE pass SET uploaded = 1 WHERE last_modified IS NOT NULL;
UPDATE pass SET item_id = (SELECT s.item_id FROM serial_number s WHERE s.id = pass.serial_number_id)
    WHERE serial_number_id IS NOT NULL;
INSERT INTO pass_type_item (item_id, pass_type_id, update_tag, last_modified)
    SELECT DISTINCT item_id, pass_type_id, 0, 0 FROM pass WHERE item_id IS NOT NULL;
UPDATE pass_type SET
    last_second = coalesce((SELECT max(p.last_modified) FROM pass p WHERE p.pass_type_id = pass_type.id), 0),
    date_created = coalesce((SELECT min(p.date_created) FROM pass p WHERE p.pass_type_id = pass_type.id), 0),
    last_updated = coalesce((SELECT min(p.date_created) FROM pass p WHERE p.pass_type_id = pass_type.id), 0);
