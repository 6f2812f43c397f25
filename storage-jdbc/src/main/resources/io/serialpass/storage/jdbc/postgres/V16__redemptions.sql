-- What columns mean stands in SQLite's V16.

ALTER TABLE pass ADD COLUMN redeemed bigint;
ALTER TABLE pass ADD COLUMN redemption text COLLATE "C";

CREATE TABLE pass_label (
    pass_id         bigint PRIMARY KEY REFERENCES pass (id) ON DELETE CASCADE,
    update_tag      bigint NOT NULL,
    name            text COLLATE "C",
    description     text COLLATE "C",
    voided          boolean NOT NULL,
    expiration_date bigint
);

CREATE TABLE pass_barcode (
    organization_id bigint NOT NULL REFERENCES organization (id),
    hash            text COLLATE "C" NOT NULL,
    pass_id         bigint NOT NULL REFERENCES pass (id) ON DELETE CASCADE,
    PRIMARY KEY (organization_id, hash, pass_id)
);
CREATE INDEX pass_barcode_by_pass ON pass_barcode (pass_id);

CREATE TABLE barcode_walk (
    pass_type_id bigint PRIMARY KEY REFERENCES pass_type (id) ON DELETE CASCADE,
    after        text COLLATE "C" NOT NULL
);
