-- Where the audit log begins once its oldest rows were dropped: how many they are, and the MAC of
-- the last of them, to which the first row that is left is chained. No row while none was dropped.
CREATE TABLE audit_start (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  count INTEGER NOT NULL,
  last  BLOB NOT NULL,
  mac   BLOB NOT NULL
);
