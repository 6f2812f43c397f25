-- What columns mean stands in SQLite's V18.

CREATE TABLE activity (
    organization_id bigint NOT NULL REFERENCES organization (id),
    hour            bigint NOT NULL,
    kind            integer NOT NULL,
    count           bigint NOT NULL,
    PRIMARY KEY (organization_id, hour, kind)
);
CREATE INDEX activity_by_hour ON activity (hour);
