-- Conventions as in V1.

-- The rows in blocks of 4,096 ids, the values of each in order: what a prefix matches is found in the order of creation without
-- a look at all that it matches. Rows are added to the newest blocks alone, so that this costs few pages.
CREATE INDEX serial_number_by_block_value ON serial_number (organization_id, id >> 12, value COLLATE NOCASE, date_created);

-- Ids grow as date_created does, but where a clock ran back: each two rows whose ids and dates differ in their order are within
-- one of these ranges of ids, which do not overlap. (Not by a trigger, which would make each insert put pages aside.)
CREATE TABLE serial_number_disorder (
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    first_id        INTEGER NOT NULL,
    last_id         INTEGER NOT NULL,
    PRIMARY KEY (organization_id, first_id)
) STRICT, WITHOUT ROWID;

-- What is already there counts as one range, where it is not in order.
INSERT INTO serial_number_disorder (organization_id, first_id, last_id)
    SELECT organization_id, min(id), max(CASE WHEN date_created < latest_before THEN id END) FROM (
        SELECT organization_id, id, date_created, max(date_created) OVER (
            PARTITION BY organization_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest_before
        FROM serial_number)
    GROUP BY organization_id
    HAVING max(CASE WHEN date_created < latest_before THEN id END) IS NOT NULL;
