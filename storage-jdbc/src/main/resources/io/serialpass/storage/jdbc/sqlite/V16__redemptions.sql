-- Conventions as in V1.

-- That a pass was redeemed: when, and the name of the redemption; NULL while it was not.
ALTER TABLE pass ADD COLUMN redeemed INTEGER;
ALTER TABLE pass ADD COLUMN redemption TEXT;

-- What the package of a pass shows to the person at a door. update_tag is that of the version that it and the barcodes were
-- read from. A background task fills both tables, also for the passes that are there already.
CREATE TABLE pass_label (
    pass_id         INTEGER PRIMARY KEY REFERENCES pass (id) ON DELETE CASCADE,
    update_tag      INTEGER NOT NULL,
    name            TEXT,
    description     TEXT,
    voided          INTEGER NOT NULL CHECK (voided IN (0, 1)),
    expiration_date INTEGER
) STRICT;

-- hash is the SHA-256 of what a scanner reads, in hexadecimal digits.
CREATE TABLE pass_barcode (
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    hash            TEXT    NOT NULL,
    pass_id         INTEGER NOT NULL REFERENCES pass (id) ON DELETE CASCADE,
    PRIMARY KEY (organization_id, hash, pass_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pass_barcode_by_pass ON pass_barcode (pass_id);

-- The walks through the passes of a type, by their serial numbers, that have not come to their end. after is the last serial
-- number that was dealt with; empty at the begin.
CREATE TABLE barcode_walk (
    pass_type_id INTEGER NOT NULL PRIMARY KEY REFERENCES pass_type (id) ON DELETE CASCADE,
    after        TEXT    NOT NULL
) STRICT;
