-- Conventions as in V1.

-- The links by which customers get passes. hash is the SHA-256 of the secret, in hexadecimal digits. passes has a line for each
-- pass: its id, a blank, its type, a slash and its serial number. A link stays when its passes are deleted.
CREATE TABLE pass_link (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    hash            TEXT    NOT NULL UNIQUE,
    passes          TEXT    NOT NULL,
    date_created    INTEGER NOT NULL,
    expiration_date INTEGER NOT NULL,
    date_revoked    INTEGER
) STRICT;
CREATE INDEX pass_link_by_date_created ON pass_link (organization_id, date_created);
CREATE INDEX pass_link_by_expiration_date ON pass_link (expiration_date);

-- Finds the links to a pass. The id of a pass is never given again, so that a row outlives its pass without harm.
CREATE TABLE pass_link_pass (
    pass_id INTEGER NOT NULL,
    link_id INTEGER NOT NULL REFERENCES pass_link (id) ON DELETE CASCADE,
    PRIMARY KEY (pass_id, link_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pass_link_pass_by_link ON pass_link_pass (link_id);
