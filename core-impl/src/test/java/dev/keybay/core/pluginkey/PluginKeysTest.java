package dev.keybay.core.pluginkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.KbsException;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import dev.keybay.core.store.OpenStore;
import dev.keybay.format.naming.PluginVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginKeysTest {
  private static final PluginVersion PLUGIN = new PluginVersion("p", "1.0.0");
  private static final PluginVersion OTHER = new PluginVersion("q", "1.0.0");
  private static final long BUNDLE = 7;
  private static final long OTHER_BUNDLE = 8;

  @TempDir Path data;
  private OpenStore store;
  private RegistryStore registry;
  private PluginKeys keys;

  @BeforeEach
  void issue() throws Exception {
    store = new OpenStore(data, Clock.systemUTC());
    registry = new RegistryStore(store.host(), store.chain());
    register(PLUGIN);
    register(OTHER);
    keys = new PluginKeys(registry);
    keys.issue(BUNDLE, PLUGIN);
    keys.issue(OTHER_BUNDLE, OTHER);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void aRotationThatIsTakenBackLeavesTheKeysThatWere() {
    String before = keys.text(BUNDLE);
    Runnable undo = keys.rotate("p");
    String meanwhile = keys.text(BUNDLE);
    undo.run();
    assertEquals(before, keys.text(BUNDLE));
    assertEquals(Optional.of(PLUGIN), holder(before));
    assertEquals(Optional.empty(), holder(meanwhile));
  }

  @Test
  void aRotationIsOfOnePlugin() {
    String before = keys.text(BUNDLE);
    String other = keys.text(OTHER_BUNDLE);
    Runnable unused = keys.rotate("p");
    assertNotEquals(before, keys.text(BUNDLE));
    assertEquals(Optional.empty(), holder(before));
    assertEquals(Optional.of(PLUGIN), holder(keys.text(BUNDLE)));
    assertEquals(Optional.of(OTHER), holder(other));
  }

  @Test
  void whatIsRevokedCountsNoMoreFromTheCommitOn() {
    String key = keys.text(BUNDLE);
    registry.commit(
        now -> Transitions.revoke(now, "p", true), "plugin.key-revoke", "p", "done", also -> {});
    assertEquals(Optional.empty(), holder(key));
    assertThrows(KbsException.class, () -> keys.check(BUNDLE));
    keys.check(OTHER_BUNDLE);
  }

  @Test
  void whoIsGoneHasNoKey() {
    String key = keys.text(BUNDLE);
    keys.drop(BUNDLE);
    assertEquals(Optional.empty(), holder(key));
    assertThrows(KbsException.class, () -> keys.text(BUNDLE));
  }

  private Optional<PluginVersion> holder(String key) {
    return keys.holder(key).map(PluginKeys.Holder::plugin);
  }

  private void register(PluginVersion plugin) {
    Release release =
        new Release(plugin, 2, "sha256:" + plugin, Optional.empty(), "a test", Instant.EPOCH);
    registry.commit(
        now -> Transitions.activate(Transitions.register(now, release), plugin),
        "plugin.install",
        plugin.toString(),
        "done",
        also -> {});
  }
}
