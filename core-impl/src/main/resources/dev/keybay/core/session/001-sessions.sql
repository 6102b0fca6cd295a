-- A session's id is a credential: the row is found by its SHA-256, the id itself is sealed.
CREATE TABLE session (
  digest   BLOB PRIMARY KEY,
  expires  INTEGER NOT NULL,
  data_key INTEGER NOT NULL,
  sealed   BLOB NOT NULL
);
