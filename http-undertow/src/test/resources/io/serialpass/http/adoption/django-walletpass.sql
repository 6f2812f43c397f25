-- Rows that are made up, in the tables that the migrations 0001 to 0011 of django-walletpass 5.0.1 make on SQLite. The last
-- registration is a double; pass 3 has a short token, pass 4 a serial number that no path of ours holds.
CREATE TABLE django_walletpass_pass(
    id integer PRIMARY KEY AUTOINCREMENT, pass_type_identifier varchar(150) NOT NULL, serial_number varchar(150) NOT NULL, authentication_token varchar(150) NOT NULL, data varchar(100) NOT NULL, updated_at datetime NOT NULL, UNIQUE(pass_type_identifier, serial_number));

CREATE TABLE django_walletpass_registration(
    id integer PRIMARY KEY AUTOINCREMENT, device_library_identifier varchar(150) NOT NULL, push_token text NOT NULL, pazz_id integer NOT NULL REFERENCES django_walletpass_pass(id));

INSERT INTO django_walletpass_pass VALUES
    (1,'pass.com.example.club','kT3v_0aLq9-ZsW2xYb8eRn5uHfM','Jq0w7c_Zt1Xb5nV9rEy3uKoP4sL-aD6hG8fM2iT0vBxQzW1kRjCeUy','passes/club-1.pkpass','2025-11-27 08:00:00.123456'),
    (2,'pass.com.example.club','mB8w-2cNf1_QpR7yTk4dUv6jLsA','b0nV9rEy3uKoP4sL-aD6hG8fM2iT0vBxQzW1kRjCeUyJq0w7c_Zt1X','passes/club-2.pkpass','2025-11-27 08:00:00'),
    (3,'pass.com.example.club','CLUB-0003','short-token','passes/club-3.pkpass','2025-03-30 01:30:00.5'),
    (4,'pass.com.example.tour','Führung 12','tokentokentoken16','passes/lost.pkpass','2024-12-31 23:59:59.999999');

INSERT INTO django_walletpass_registration VALUES
    (1,'a1c5e9f0a1c5e9f0','aa11',1),
    (2,'a1c5e9f0a1c5e9f0','aa11',2),
    (3,'b2d6f0a1b2d6f0a1','bb22',1),
    (4,'b2d6f0a1b2d6f0a1','bb22',3),
    (5,'b2d6f0a1b2d6f0a1','bb22',4),
    (6,'a1c5e9f0a1c5e9f0','aa99',1);
