-- Rows that are made up, in the tables that vapor-community/wallet 0.7.1 makes on SQLite. The device d3b1 has two rows; its
-- registrations name the older one.
CREATE TABLE passes(
    id UUID PRIMARY KEY, updated_at REAL NOT NULL, type_identifier TEXT NOT NULL, authentication_token TEXT NOT NULL);

CREATE TABLE passes_devices(
    id INTEGER PRIMARY KEY AUTOINCREMENT, push_token TEXT NOT NULL, library_identifier TEXT NOT NULL, UNIQUE(push_token, library_identifier));

CREATE TABLE passes_registrations(
    id INTEGER PRIMARY KEY AUTOINCREMENT, device_id INTEGER NOT NULL REFERENCES passes_devices(id) ON DELETE CASCADE, pass_id UUID NOT NULL REFERENCES passes(id) ON DELETE CASCADE);

INSERT INTO passes VALUES
    ('6F9619FF-8B86-4D01-B42D-00CF4FC964A1',1764230400.123456,'pass.com.example.vapor','q83vEjRWeJCrze8B'),
    ('6F9619FF-8B86-4D01-B42D-00CF4FC964A2',1764230400.0,'pass.com.example.vapor','AbC/+0123456789z'),
    ('6F9619FF-8B86-4D01-B42D-00CF4FC964A3',1735689599.999999,'pass.com.example.vapor','ZyXwVuTsRqPoNmLk');

INSERT INTO passes_devices VALUES
    (1,'ee55b1','d3b1d3b1d3b1d3b1'),
    (2,'ff66','e4c2e4c2e4c2e4c2'),
    (3,'ee55b2','d3b1d3b1d3b1d3b1'),
    (4,'aa77','f5d3f5d3f5d3f5d3');

INSERT INTO passes_registrations VALUES
    (1,1,'6F9619FF-8B86-4D01-B42D-00CF4FC964A1'),
    (2,1,'6F9619FF-8B86-4D01-B42D-00CF4FC964A2'),
    (3,2,'6F9619FF-8B86-4D01-B42D-00CF4FC964A3');
