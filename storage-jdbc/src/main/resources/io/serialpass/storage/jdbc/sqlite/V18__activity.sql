-- Conventions as in V1.

-- How often things happened in each hour to the passes of an organization. hour is the begin of the hour, kind the code of an
-- ActivityKind. Servers add to the counts, and remove those of old hours.
CREATE TABLE activity (
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    hour            INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    count           INTEGER NOT NULL,
    PRIMARY KEY (organization_id, hour, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_by_hour ON activity (hour);
