package dev.keybay.plugin.resource;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.ResourceAccessed;
import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * The stored resources. Every access is told as an event, before it is tried, so that an attempt
 * which fails is known as well. A change, what is known of it and the version that it replaces are
 * written together, or not at all; of two who change the same, one looks again. Thread-safe.
 */
@Component(service = Resources.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Resources {
  private final PluginData data;
  private final EventNotifier events;
  private final ResourceSettings settings;

  @Activate
  public Resources(
      @Reference PluginData data,
      @Reference EventNotifier events,
      @Reference ResourceSettings settings) {
    this.data = data;
    this.events = events;
    this.settings = settings;
  }

  /** What the store holds of a resource at one moment, or nearly: a change compares revisions. */
  private record Found(Optional<SecretEntry> value, Optional<SecretEntry> about) {
    Optional<Long> revision() {
      return value.map(entry -> entry.info().revision());
    }

    Optional<ResourceRecord> record() {
      return value.map(entry -> ResourceRecord.of(entry.info(), about));
    }

    List<ResourceVersion> older() {
      return about.map(ResourceRecord::older).orElse(List.of());
    }
  }

  /** Who writes what. */
  record Content(byte[] value, String by, String type) {}

  /**
   * The bytes of a resource, the caller's own copy.
   *
   * @throws KbsException {@code NOT_FOUND} if there is none
   */
  byte[] read(ResourcePath path) {
    tell("read", path);
    return data.get(ResourceKeys.value(path)).orElseThrow(() -> absent(path)).value();
  }

  /**
   * Stores or replaces a resource; durable when it returns.
   *
   * @throws KbsException {@code PRECONDITION_FAILED} if the condition does not hold
   */
  SecretInfo write(ResourcePath path, Content content, Precondition condition) {
    tell("write", path);
    return whileContended(
        () -> {
          Found found = find(path);
          condition.check(found.revision());
          return replace(path, found, content);
        });
  }

  /**
   * Makes an older version the present one; the bytes stay with the broker.
   *
   * @throws KbsException {@code NOT_FOUND} if there is no such version
   */
  SecretInfo restore(ResourcePath path, long number, String by, Precondition condition) {
    tell("restore", path);
    return whileContended(
        () -> {
          Found found = find(path);
          condition.check(found.revision());
          ResourceVersion version =
              found.record().map(ResourceRecord::older).orElse(List.of()).stream()
                  .filter(one -> one.number() == number)
                  .findFirst()
                  .orElseThrow(() -> absentVersion(path));
          byte[] value =
              data.get(ResourceKeys.version(path, number))
                  .orElseThrow(() -> absentVersion(path))
                  .value();
          return replace(path, found, new Content(value, by, version.type()));
        });
  }

  /**
   * Removes a resource and its older versions.
   *
   * @throws KbsException {@code NOT_FOUND} if there is none, {@code PRECONDITION_FAILED} if the
   *     condition does not hold
   */
  void delete(ResourcePath path, Precondition condition) {
    tell("delete", path);
    whileContended(
        () -> {
          Found found = find(path);
          if (found.value().isEmpty()) {
            throw absent(path);
          }
          condition.check(found.revision());
          List<SecretWrite> writes = new ArrayList<>();
          writes.add(SecretWrite.delete(ResourceKeys.value(path), found.revision().orElseThrow()));
          writes.add(SecretWrite.delete(ResourceKeys.about(path), revision(found.about())));
          found.older().forEach(one -> writes.add(forget(path, one)));
          return data.change(writes);
        });
  }

  /**
   * What is known of a resource.
   *
   * @throws KbsException {@code NOT_FOUND} if there is none
   */
  ResourceInfo about(ResourcePath path) {
    Found found = find(path);
    SecretInfo info = found.value().orElseThrow(() -> absent(path)).info();
    return new ResourceInfo(info, found.record().orElseThrow());
  }

  /** What is known of the resources whose names begin with a prefix, in the order of the names. */
  List<ResourceInfo> list(String prefix, String after, int limit) {
    List<ResourceInfo> infos = new ArrayList<>();
    for (SecretInfo info : ResourceKeys.list(data, prefix, after, limit)) {
      var about = data.get(".about/" + info.key());
      infos.add(new ResourceInfo(info, ResourceRecord.of(info, about)));
    }
    return infos;
  }

  private SecretInfo replace(ResourcePath path, Found found, Content content) {
    int kept = settings.keepVersions();
    Optional<ResourceRecord> before = found.record();
    long number = before.map(record -> record.now().number() + 1).orElse(1L);
    ResourceVersion next =
        new ResourceVersion(
            number, content.by(), content.type(), Instant.EPOCH, content.value().length);
    ResourceRecord after =
        before
            .map(record -> record.followedBy(next, kept))
            .orElse(new ResourceRecord(next, List.of()));
    List<SecretWrite> writes = new ArrayList<>();
    // The record follows its value without anything between, see ResourceRecord.
    writes.add(
        SecretWrite.put(
            ResourceKeys.value(path), content.value(), ifRevision(revision(found.value()))));
    writes.add(
        SecretWrite.put(
            ResourceKeys.about(path), after.bytes(), ifRevision(revision(found.about()))));
    if (before.isPresent() && kept > 0) {
      writes.add(
          SecretWrite.put(
              ResourceKeys.version(path, before.get().now().number()),
              found.value().orElseThrow().value()));
    }
    found.older().stream()
        .filter(one -> !after.older().contains(one))
        .forEach(one -> writes.add(forget(path, one)));
    return data.change(writes).get(0).orElseThrow();
  }

  private Found find(ResourcePath path) {
    return new Found(data.get(ResourceKeys.value(path)), data.get(ResourceKeys.about(path)));
  }

  /** Ends: whenever one has to look again, another has made its change. */
  private static <T> T whileContended(Supplier<T> change) {
    while (true) {
      try {
        return change.get();
      } catch (KbsException e) {
        if (e.code() != ErrorCode.CONFLICT) {
          throw e;
        }
      }
    }
  }

  private void tell(String action, ResourcePath path) {
    events.publish(new ResourceAccessed(action, path.key()));
  }

  private static PutOptions ifRevision(long revision) {
    return PutOptions.DEFAULT.ifRevision(revision);
  }

  private static long revision(Optional<SecretEntry> entry) {
    return entry.map(found -> found.info().revision()).orElse(0L);
  }

  private static SecretWrite forget(ResourcePath path, ResourceVersion version) {
    return SecretWrite.delete(ResourceKeys.version(path, version.number()));
  }

  private static KbsException absent(ResourcePath path) {
    return new KbsException(ErrorCode.NOT_FOUND, "there is no resource " + path.key());
  }

  private static KbsException absentVersion(ResourcePath path) {
    return new KbsException(
        ErrorCode.NOT_FOUND, "there is no such older version of the resource " + path.key());
  }
}
