package dev.keybay.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.api.event.ResourceAccessed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceMetersTest {
  private final Metrics metrics = new Metrics(new BuildInfo("1", "2", "3"));

  @Test
  void namesOfResourcesAreNotShownUnlessTheOperatorWantsIt() {
    ResourceMeters meters = new ResourceMeters(metrics, false);
    meters.accept(new ResourceAccessed("read", "a/b/c"));
    meters.accept(new ResourceAccessed("read", "a/b/d"));
    meters.accept(new ResourceAccessed("write", "a/b/d"));
    meters.accept(new ResourceAccessed("delete", "a/b/d"));
    Page page = Page.of(metrics);
    assertEquals(Optional.of(2.0), page.value("kbs_resource_reads_total"));
    assertEquals(Optional.of(1.0), page.value("kbs_resource_writes_total"));
    assertEquals(Optional.of(1.0), page.value("kbs_resource_deletes_total"));
  }

  @Test
  void pathsAreLabelsWhereTheOperatorWantsIt() {
    ResourceMeters meters = new ResourceMeters(metrics, true);
    meters.accept(new ResourceAccessed("read", "a/b/c"));
    assertEquals(
        Optional.of(1.0),
        Page.of(metrics).value("kbs_resource_reads_total{resource_path=\"a/b/c\"}"));
  }

  @Test
  void pathsOverTheBoundAreCountedTogether() {
    ResourceMeters meters = new ResourceMeters(metrics, true);
    for (int i = 0; i < ResourceMeters.MAX_PATHS + 10; i++) {
      meters.accept(new ResourceAccessed("read", "a/b/" + i));
    }
    Page page = Page.of(metrics);
    assertEquals(
        Optional.of(10.0), page.value("kbs_resource_reads_total{resource_path=\"other\"}"));
    assertEquals(ResourceMeters.MAX_PATHS + 1, page.count("kbs_resource_reads_total{"));
  }

  @Test
  void withTheComponentItsCountersGo() {
    new ResourceMeters(metrics, false).stop();
    assertEquals(0, Page.of(metrics).count("kbs_resource"));
  }
}
