-- What was seen of a version that failed, for the operation that met it. The body is JSON.
CREATE TABLE plugin_failure (
  operation INTEGER PRIMARY KEY,
  body      TEXT NOT NULL
);
