-- Rows that are made up, in the tables that spatie/laravel-mobile-pass 1.4.0 makes on SQLite. Pass 4 is one of Google's
-- wallet; pass 3 is voided, and has an older secret.
CREATE TABLE mobile_passes(
    id varchar PRIMARY KEY, pass_serial varchar NOT NULL UNIQUE, type varchar NOT NULL, platform varchar NOT NULL, builder_name varchar NOT NULL, content text NOT NULL, images text NOT NULL, download_name varchar, model_type varchar, model_id integer, expired_at datetime, created_at datetime, updated_at datetime);

CREATE TABLE apple_mobile_pass_devices(
    id varchar PRIMARY KEY, push_token varchar NOT NULL, created_at datetime, updated_at datetime);

CREATE TABLE apple_mobile_pass_registrations(
    id varchar PRIMARY KEY, device_id varchar NOT NULL REFERENCES apple_mobile_pass_devices(id), pass_type_id varchar NOT NULL, mobile_pass_id varchar NOT NULL REFERENCES mobile_passes(id), created_at datetime, updated_at datetime);

INSERT INTO mobile_passes VALUES
    ('9b1c0000-0000-4000-8000-000000000001','BAND-0001','generic','apple','generic','{"formatVersion":1,"passTypeIdentifier":"pass.com.example.spa","serialNumber":"BAND-0001","authenticationToken":"one-secret-for-all-passes"}','[]',NULL,NULL,NULL,NULL,'2026-05-05 10:00:00','2026-06-01 08:00:00'),
    ('9b1c0000-0000-4000-8000-000000000002','9b1c0000-0000-4000-8000-000000000002','coupon','apple','coupon','{"formatVersion":1,"passTypeIdentifier":"pass.com.example.spa","serialNumber":"9b1c0000-0000-4000-8000-000000000002","authenticationToken":"one-secret-for-all-passes"}','[]',NULL,'App\Models\User',5,NULL,'2026-05-06 10:00:00','2026-06-01 08:00:00'),
    ('9b1c0000-0000-4000-8000-000000000003','BAND-0003','generic','apple','generic','{"passTypeIdentifier":"pass.com.example.spa","serialNumber":"BAND-0003","authenticationToken":"the-secret-of-last-year","voided":true,"expirationDate":"2026-06-02T08:00:00+00:00"}','[]',NULL,NULL,NULL,'2026-06-02 08:00:00','2026-05-07 10:00:00','2026-06-02 08:00:00'),
    ('9b1c0000-0000-4000-8000-000000000004','G-1','loyalty','google','loyalty','{"googleObjectId":"1.g1"}','[]',NULL,NULL,NULL,NULL,'2026-05-08 10:00:00','2026-05-08 10:00:00');

INSERT INTO apple_mobile_pass_devices VALUES
    ('a6e4a6e4a6e4a6e4','ab12','2026-05-05 11:00:00','2026-06-01 09:00:00'),
    ('b7f5b7f5b7f5b7f5','cd34','2026-05-06 11:00:00','2026-05-06 11:00:00');

INSERT INTO apple_mobile_pass_registrations VALUES
    ('9b1d0000-0000-4000-8000-000000000001','a6e4a6e4a6e4a6e4','pass.com.example.spa','9b1c0000-0000-4000-8000-000000000001','2026-05-05 11:00:00','2026-05-05 11:00:00'),
    ('9b1d0000-0000-4000-8000-000000000002','a6e4a6e4a6e4a6e4','pass.com.example.spa','9b1c0000-0000-4000-8000-000000000002','2026-05-06 11:00:00','2026-05-06 11:00:00'),
    ('9b1d0000-0000-4000-8000-000000000003','b7f5b7f5b7f5b7f5','pass.com.example.spa','9b1c0000-0000-4000-8000-000000000003','2026-05-07 11:00:00','2026-05-07 11:00:00'),
    ('9b1d0000-0000-4000-8000-000000000004','b7f5b7f5b7f5b7f5','pass.com.example.spa','9b1c0000-0000-4000-8000-000000000003','2026-05-07 11:00:00','2026-05-07 11:00:00');
