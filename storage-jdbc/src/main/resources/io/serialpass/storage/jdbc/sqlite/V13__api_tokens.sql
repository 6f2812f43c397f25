-- Conventions as in V1.

-- role is a code of Role. A token without a name from before is an administrator's, as all were.
CREATE TABLE issued_token (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    hash            TEXT    NOT NULL UNIQUE,
    name            TEXT    NOT NULL,
    role            INTEGER NOT NULL,
    expiration_date INTEGER,
    date_created    INTEGER NOT NULL,
    last_used       INTEGER
) STRICT;
INSERT INTO issued_token (organization_id, hash, name, role, date_created)
    SELECT organization_id, hash, 'first', 4, date_created FROM api_token ORDER BY date_created;
DROP TABLE api_token;
ALTER TABLE issued_token RENAME TO api_token;
CREATE INDEX api_token_by_date_created ON api_token (organization_id, date_created);
