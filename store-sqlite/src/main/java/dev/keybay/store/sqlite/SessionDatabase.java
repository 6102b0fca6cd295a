package dev.keybay.store.sqlite;

import dev.keybay.api.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code sessions.db} in the data folder: sessions, which are worth no fsync. A file that a crash
 * of the machine has damaged is replaced by an empty one.
 */
@Component(service = Database.class, property = Database.PURPOSE + "=" + Database.SESSIONS)
public final class SessionDatabase extends SqliteDatabase {

  @Activate
  public SessionDatabase(@Reference DataFolder data, @Reference NativeLibrary loadedFirst)
      throws IOException, SQLException {
    this(data.path().resolve("sessions.db"));
  }

  SessionDatabase(Path file) throws IOException, SQLException {
    super(ExpendableFile.usable(file), Durability.PROCESS_ONLY);
  }

  @Deactivate
  void stop() throws SQLException {
    close();
  }
}
