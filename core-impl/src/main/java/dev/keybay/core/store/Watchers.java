package dev.keybay.core.store;

import dev.keybay.api.store.SecretChange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of changes, on one thread, in the order in which they are published. The queue
 * has no bound: a writer must not wait for a listener, which may itself want to write. A listener
 * that is slow delays the others; one that throws harms nobody.
 */
final class Watchers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread worker = new Thread(work, "keybay-store-watch");
            worker.setDaemon(true);
            return worker;
          });

  AutoCloseable add(String namespace, String prefix, Consumer<SecretChange> listener) {
    Watch watch = new Watch(namespace, prefix, listener);
    watches.add(watch);
    return watch;
  }

  /** Only those are told that watch now. */
  void publish(SecretChange change) {
    for (Watch watch : watches) {
      if (watch.wants(change)) {
        thread.execute(() -> watch.tell(change));
      }
    }
  }

  @Override
  public void close() {
    watches.clear();
    thread.shutdownNow();
  }

  private final class Watch implements AutoCloseable {
    private final String namespace;
    private final String prefix;
    private final Consumer<SecretChange> listener;
    private volatile boolean closed;

    Watch(String namespace, String prefix, Consumer<SecretChange> listener) {
      this.namespace = namespace;
      this.prefix = prefix;
      this.listener = listener;
    }

    boolean wants(SecretChange change) {
      return change.namespace().equals(namespace) && change.key().startsWith(prefix);
    }

    void tell(SecretChange change) {
      if (closed) {
        return;
      }
      try {
        listener.accept(change);
      } catch (Throwable e) { // A plugin's code: even an Error is its own affair.
        LOG.atWarn()
            .addKeyValue("namespace", namespace)
            .addKeyValue("revision", change.revision())
            .setCause(e)
            .log("A listener of the key store failed");
      }
    }

    @Override
    public void close() {
      closed = true;
      watches.remove(this);
    }
  }
}
