package dev.keybay.store.sqlite;

import dev.keybay.api.store.Database;
import java.io.IOException;
import java.sql.SQLException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code keybay.db} in the data folder: what must not be lost. */
@Component(service = Database.class, property = Database.PURPOSE + "=" + Database.DURABLE)
public final class DurableDatabase extends SqliteDatabase {

  @Activate
  public DurableDatabase(@Reference DataFolder data, @Reference NativeLibrary loadedFirst)
      throws IOException, SQLException {
    super(data.path().resolve("keybay.db"), Durability.EVERY_COMMIT);
  }

  @Deactivate
  void stop() throws SQLException {
    close();
  }
}
