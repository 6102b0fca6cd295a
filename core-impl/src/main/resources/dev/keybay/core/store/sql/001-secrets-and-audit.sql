-- Keys, secrets and the audit log share one database, so that a change and its audit row are one
-- transaction. Times are milliseconds since 1970 UTC. SQLite's INTEGER holds 64 bits.

-- The key-encryption key under which every data key is wrapped now. The key itself is not here.
CREATE TABLE kek (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id  TEXT NOT NULL
);

-- One row for each generation of each purpose: the highest generation seals, older ones only open.
CREATE TABLE data_key (
  id         INTEGER PRIMARY KEY,
  purpose    TEXT NOT NULL,
  generation INTEGER NOT NULL,
  kek        TEXT NOT NULL,
  wrapped    BLOB NOT NULL,
  uses       INTEGER NOT NULL,
  created    INTEGER NOT NULL,
  UNIQUE (purpose, generation)
);

-- The number of the last change anywhere in the store.
CREATE TABLE revision (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
);
INSERT INTO revision (one, last) VALUES (1, 0);

-- The value is last: reading the columns before it does not touch its pages.
CREATE TABLE secret (
  namespace TEXT NOT NULL,
  name      TEXT NOT NULL,
  revision  INTEGER NOT NULL,
  created   INTEGER NOT NULL,
  updated   INTEGER NOT NULL,
  expires   INTEGER,
  data_key  INTEGER NOT NULL,
  sealed    BLOB NOT NULL,
  PRIMARY KEY (namespace, name)
);
CREATE INDEX secret_expires ON secret (expires) WHERE expires IS NOT NULL;

CREATE TABLE audit (
  seq      INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  request  TEXT NOT NULL,
  action   TEXT NOT NULL,
  target   TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  revision INTEGER NOT NULL,
  mac      BLOB NOT NULL
);

CREATE TABLE audit_head (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  count INTEGER NOT NULL,
  last  BLOB NOT NULL,
  mac   BLOB NOT NULL
);
