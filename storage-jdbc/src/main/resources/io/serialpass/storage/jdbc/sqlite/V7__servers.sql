-- Conventions as in V1.

-- The address of the web service that all servers put into packages; no row while none has named one.
CREATE TABLE web_service (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    url TEXT    NOT NULL
) STRICT;

-- The servers that have said that they are ready, and until when that counts, in milliseconds.
CREATE TABLE ready_server (
    server      TEXT    NOT NULL PRIMARY KEY,
    ready_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Until now a signer was the certificate and the address, with a blank between. The latest address is in force; a type with
-- another one has no signer, so that its passes get a new version with the one in force.
INSERT INTO web_service (id, url)
    SELECT 1, substr(signer, instr(signer, ' ') + 1) FROM pass_type WHERE instr(signer, ' ') > 0
    ORDER BY last_updated DESC, id LIMIT 1;
UPDATE pass_type SET signer = NULL
    WHERE signer IS NOT NULL AND substr(signer || ' ', instr(signer || ' ', ' ') + 1)
        <> coalesce((SELECT url || ' ' FROM web_service), '');
UPDATE pass_type SET signer = substr(signer, 1, instr(signer, ' ') - 1) WHERE instr(signer, ' ') > 0;
