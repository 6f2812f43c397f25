-- Conventions as in V1.

-- events are codes of EventType with blanks between, empty for all of them. secrets are one a line, the newest first: the secret, and
-- where it ends, a blank and the time in milliseconds. The webhook is told of events after from_position.
CREATE TABLE webhook (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id      INTEGER NOT NULL REFERENCES organization (id),
    url                  TEXT    NOT NULL,
    events               TEXT    NOT NULL,
    pass_type_identifier TEXT,
    description          TEXT,
    enabled              INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    off_reason           TEXT,
    secrets              TEXT    NOT NULL,
    from_position        INTEGER NOT NULL,
    dropped              INTEGER NOT NULL,
    date_created         INTEGER NOT NULL,
    last_updated         INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_by_date_created ON webhook (organization_id, date_created);
CREATE INDEX webhook_by_last_updated ON webhook (organization_id, last_updated);

-- Messages to webhooks. The event is a copy, since the log keeps it for less time: its position, time, type and body as there.
-- state is a code of DeliveryState. next_attempt is NULL exactly where the delivery is not open. blocked_by is an open delivery that
-- goes before this one.
CREATE TABLE webhook_delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook_id   INTEGER NOT NULL REFERENCES webhook (id),
    message      TEXT    NOT NULL,
    position     INTEGER NOT NULL,
    time         INTEGER NOT NULL,
    type         INTEGER NOT NULL,
    body         TEXT    NOT NULL,
    state        INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    next_attempt INTEGER,
    last_attempt INTEGER,
    status       INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    blocked_by   INTEGER,
    date_created INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_delivery_by_date_created ON webhook_delivery (webhook_id, date_created);
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (webhook_id, state, date_created);
CREATE INDEX webhook_delivery_upcoming ON webhook_delivery (webhook_id, next_attempt)
    WHERE next_attempt IS NOT NULL AND blocked_by IS NULL;
CREATE INDEX webhook_delivery_blocked ON webhook_delivery (blocked_by) WHERE blocked_by IS NOT NULL;

-- What an open delivery tells of: each pass or serial number of a group, or the whole group, whose member is empty.
CREATE TABLE webhook_scope (
    webhook_id   INTEGER NOT NULL,
    scope_group  TEXT    NOT NULL,
    member       TEXT    NOT NULL,
    delivery_id  INTEGER NOT NULL REFERENCES webhook_delivery (id),
    PRIMARY KEY (webhook_id, scope_group, member, delivery_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_scope_by_delivery ON webhook_scope (delivery_id);
