-- Conventions as in V1 to V3.

-- The packages that were made here, so that one that was signed stays, whatever happens to memory, the template or the
-- certificate. The packages of a revision, which is a content_tag of the type, share images and certificates: one of them is
-- kept whole, the base, and the others as the difference from it.
CREATE TABLE package_base (
    id           INTEGER PRIMARY KEY,
    pass_type_id INTEGER NOT NULL REFERENCES pass_type (id) ON DELETE CASCADE,
    revision     INTEGER NOT NULL,
    pkpass       BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX package_base_by_revision ON package_base (pass_type_id, revision);

-- update_tag and last_modified, in seconds, are the version that the package is.
CREATE TABLE kept_package (
    pass_id       INTEGER PRIMARY KEY REFERENCES pass (id),
    update_tag    INTEGER NOT NULL,
    last_modified INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    difference    BLOB    NOT NULL
) STRICT;
