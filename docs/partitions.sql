-- Partitions for a store of some 100 million rows: serial numbers by organization; passes and registrations by pass type. Stop all
-- servers of the store, make a backup, and run this file as the owner of the tables:
--
--   psql --set ON_ERROR_STOP=1 --file partitions.sql "$DATABASE"
--
-- It is one transaction. It writes all rows of the three tables once more, and needs as much room on the disk as they have.

BEGIN;

-- No server writes meanwhile, and none copies.
SELECT id FROM writer WHERE id = 1 FOR UPDATE;

CREATE TABLE serial_number_new (LIKE serial_number INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY HASH (organization_id);
CREATE TABLE pass_new (LIKE pass INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY HASH (pass_type_id);
CREATE TABLE registration_new (LIKE registration INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY HASH (pass_type_id);

-- How many partitions each table gets. Take four times as many as the organizations or pass types that hold most of the rows, and not
-- more than 64: a look-up by id alone asks each of them.
DO $$
DECLARE
    partitions CONSTANT integer := 16;
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['serial_number', 'pass', 'registration'] LOOP
        FOR part IN 0 .. partitions - 1 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
                name || '_' || part, name || '_new', partitions, part);
        END LOOP;
    END LOOP;
END
$$;

INSERT INTO serial_number_new SELECT * FROM serial_number;
INSERT INTO pass_new SELECT * FROM pass;
INSERT INTO registration_new SELECT * FROM registration;

-- A reference to a partitioned table has to name its partition too, so that references to passes and serial numbers by their id alone
-- end here. Serialpass asks itself before it deletes what others refer to. Where PostgreSQL deleted with the pass, a trigger does now.
CREATE TEMPORARY TABLE numbers ON COMMIT DROP AS
    SELECT nextval('serial_number_id_seq') AS serial_number, nextval('registration_id_seq') AS registration;
DROP TABLE registration;
DROP TABLE pass CASCADE;
DROP TABLE serial_number CASCADE;
ALTER TABLE serial_number_new RENAME TO serial_number;
ALTER TABLE pass_new RENAME TO pass;
ALTER TABLE registration_new RENAME TO registration;

-- Before PostgreSQL 17 a partitioned table cannot have an identity column. A default from a sequence does the same.
CREATE SEQUENCE serial_number_id_seq OWNED BY serial_number.id;
CREATE SEQUENCE registration_id_seq OWNED BY registration.id;
SELECT setval('serial_number_id_seq', serial_number, false), setval('registration_id_seq', registration, false) FROM numbers;
ALTER TABLE serial_number ALTER COLUMN id SET DEFAULT nextval('serial_number_id_seq');
ALTER TABLE registration ALTER COLUMN id SET DEFAULT nextval('registration_id_seq');

ALTER TABLE serial_number ADD PRIMARY KEY (id, organization_id);
ALTER TABLE serial_number ADD FOREIGN KEY (organization_id) REFERENCES organization (id);
ALTER TABLE serial_number ADD FOREIGN KEY (item_id) REFERENCES item (id);
ALTER TABLE pass ADD PRIMARY KEY (id, pass_type_id);
ALTER TABLE pass ADD FOREIGN KEY (pass_type_id) REFERENCES pass_type (id);
ALTER TABLE pass ADD FOREIGN KEY (organization_id) REFERENCES organization (id);
ALTER TABLE pass ADD FOREIGN KEY (item_id) REFERENCES item (id);
ALTER TABLE registration ADD PRIMARY KEY (id, pass_type_id);
ALTER TABLE registration ADD FOREIGN KEY (pass_type_id) REFERENCES pass_type (id);
ALTER TABLE registration ADD FOREIGN KEY (pass_id, pass_type_id) REFERENCES pass (id, pass_type_id);

CREATE FUNCTION pass_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM pass_fetch WHERE pass_id = old.id;
    DELETE FROM pass_label WHERE pass_id = old.id;
    DELETE FROM pass_barcode WHERE pass_id = old.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER pass_delete AFTER DELETE ON pass FOR EACH ROW EXECUTE FUNCTION pass_delete();
CREATE TRIGGER device_ask_delete AFTER DELETE ON registration FOR EACH ROW EXECUTE FUNCTION device_ask_delete();

-- The indexes as the program makes them. Those that find a fragment of a text come back by themselves at the next start.
CREATE INDEX serial_number_by_reserved_until ON serial_number (reserved_until) WHERE reserved_until IS NOT NULL;
CREATE UNIQUE INDEX serial_number_by_value ON serial_number (organization_id, value, item_id);
CREATE INDEX serial_number_by_value_id ON serial_number (organization_id, value, id);
CREATE INDEX serial_number_by_folded_value ON serial_number (organization_id, lower(value));
CREATE INDEX serial_number_by_id ON serial_number (organization_id, id);
CREATE INDEX serial_number_by_date_created ON serial_number (organization_id, date_created, id);
CREATE INDEX serial_number_by_last_updated ON serial_number (organization_id, last_updated, id);
CREATE INDEX serial_number_by_status ON serial_number (organization_id, status, id);
CREATE INDEX serial_number_by_status_date_created ON serial_number (organization_id, status, date_created, id);
CREATE INDEX serial_number_by_status_last_updated ON serial_number (organization_id, status, last_updated, id);
CREATE INDEX serial_number_by_item ON serial_number (item_id, id);
CREATE INDEX serial_number_by_item_date_created ON serial_number (item_id, date_created, id);
CREATE INDEX serial_number_by_item_status ON serial_number (item_id, status, id);
CREATE UNIQUE INDEX pass_by_type_serial_number ON pass (pass_type_id, serial_number);
CREATE INDEX pass_by_type_date_created ON pass (pass_type_id, date_created, id);
CREATE INDEX pass_by_type_last_updated ON pass (pass_type_id, last_updated, id);
CREATE INDEX pass_by_serial_number ON pass (organization_id, serial_number, id);
CREATE INDEX pass_by_folded_serial_number ON pass (organization_id, lower(serial_number));
CREATE INDEX pass_by_date_created ON pass (organization_id, date_created, id);
CREATE INDEX pass_by_last_updated ON pass (organization_id, last_updated, id);
CREATE INDEX pass_by_voided_date_created ON pass (organization_id, voided, date_created, id);
CREATE INDEX pass_by_voided_last_updated ON pass (organization_id, voided, last_updated, id);
CREATE INDEX pass_tied ON pass (serial_number_id) WHERE serial_number_id IS NOT NULL;
CREATE INDEX pass_by_item ON pass (item_id) WHERE item_id IS NOT NULL;
CREATE UNIQUE INDEX registration_by_device ON registration (device, pass_type_id, pass_id);
CREATE INDEX registration_by_pass ON registration (pass_id, date_created, id);
CREATE INDEX registration_by_type ON registration (pass_type_id, id);

COMMIT;
