-- Conventions as in V1.

-- When each device last asked what is new of a type. since_tag is the tag that it sent, told_tag the one that it was given; NULL
-- for none. A row goes with the device's last registration of the type.
CREATE TABLE device_ask (
    device       TEXT    NOT NULL,
    pass_type_id INTEGER NOT NULL REFERENCES pass_type (id) ON DELETE CASCADE,
    time         INTEGER NOT NULL,
    since_tag    INTEGER,
    told_tag     INTEGER,
    PRIMARY KEY (device, pass_type_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER device_ask_delete AFTER DELETE ON registration BEGIN
    DELETE FROM device_ask WHERE device = old.device AND pass_type_id = old.pass_type_id
        AND NOT EXISTS (SELECT 1 FROM registration r
            WHERE r.device = old.device AND r.pass_type_id = old.pass_type_id);
END;

-- When each pass was last fetched, and which version the device has since.
CREATE TABLE pass_fetch (
    pass_id    INTEGER PRIMARY KEY REFERENCES pass (id) ON DELETE CASCADE,
    time       INTEGER NOT NULL,
    update_tag INTEGER NOT NULL,
    unchanged  INTEGER NOT NULL CHECK (unchanged IN (0, 1))
) STRICT;
