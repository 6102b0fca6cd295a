-- What is registered: a row for each release, stream, name and alias. The body is JSON.
CREATE TABLE plugin_registry (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);

-- The journal of operations on plugins. One that has no end was cut off by a crash.
CREATE TABLE plugin_operation (
  id        INTEGER PRIMARY KEY,
  operation TEXT NOT NULL,
  target    TEXT NOT NULL,
  actor     TEXT NOT NULL,
  started   INTEGER NOT NULL,
  step      TEXT NOT NULL,
  -- The digest of bytes that it has brought into the content store, to be taken out if it fails.
  brought   TEXT,
  ended     INTEGER,
  outcome   TEXT,
  detail    TEXT
);
