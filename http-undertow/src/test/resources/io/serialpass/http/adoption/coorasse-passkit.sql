-- Rows that are made up, in the tables of coorasse/passkit 0.7.0 on SQLite. Device 3 has no push token; the last registration
-- is a double.
CREATE TABLE passkit_passes(
    id integer PRIMARY KEY, generator_type varchar, klass varchar, generator_id bigint, serial_number varchar, authentication_token varchar, data json, version integer, created_at datetime(6) NOT NULL, updated_at datetime(6) NOT NULL);

CREATE TABLE passkit_devices(
    id integer PRIMARY KEY, identifier varchar, push_token varchar, created_at datetime(6) NOT NULL, updated_at datetime(6) NOT NULL);

CREATE TABLE passkit_registrations(
    id integer PRIMARY KEY, passkit_pass_id integer, passkit_device_id integer, created_at datetime(6) NOT NULL, updated_at datetime(6) NOT NULL);

INSERT INTO passkit_passes VALUES
    (1,'User','Passkit::UserCard',11,'0f0e4f9a-4a53-4d7e-9c39-1f2f6f0b7a01','5f1d7a84254b9f36c1e1f0cbb7e0d101',NULL,NULL,'2024-02-01 10:00:00','2025-11-27 08:00:00.250000'),
    (2,'Ticket','Passkit::UserTicket',7,'0f0e4f9a-4a53-4d7e-9c39-1f2f6f0b7a02','5f1d7a84254b9f36c1e1f0cbb7e0d102',NULL,NULL,'2024-02-02 10:00:00','2025-11-26 08:00:00'),
    (3,NULL,'Passkit::UserCard',NULL,'0f0e4f9a-4a53-4d7e-9c39-1f2f6f0b7a03','5f1d7a84254b9f36c1e1f0cbb7e0d103',NULL,NULL,'2024-02-03 10:00:00','2024-02-03 10:00:00');

INSERT INTO passkit_devices VALUES
    (1,'c3e7a1b2c3e7a1b2','cc33','2024-02-01 11:00:00','2024-02-01 11:00:00'),
    (2,'12e7a1b2c3e7a1b2','dd44','2024-02-02 11:00:00','2024-02-02 11:00:00'),
    (3,'ffe7a1b2c3e7a1b2',NULL,'2024-02-03 11:00:00','2024-02-03 11:00:00');

INSERT INTO passkit_registrations VALUES
    (1,1,1,'2024-02-01 11:00:00','2024-02-01 11:00:00'),
    (2,2,2,'2024-02-02 11:00:00','2024-02-02 11:00:00'),
    (3,1,3,'2024-02-03 11:00:00','2024-02-03 11:00:00'),
    (4,1,1,'2024-02-04 11:00:00','2024-02-04 11:00:00');
