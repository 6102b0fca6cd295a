-- What the plugin's name meant before an operation that changed it, as JSON: whoever watches the
-- switch after a restart knows the way back.
ALTER TABLE plugin_operation ADD COLUMN former TEXT;
