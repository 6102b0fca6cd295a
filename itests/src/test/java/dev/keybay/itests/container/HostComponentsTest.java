package dev.keybay.itests.container;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;

import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.api.store.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The components of the host find each other, also when a part of it goes away and comes back. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HostComponentsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final byte[] VALUE = "kept".getBytes(StandardCharsets.UTF_8);

  @Inject private BundleContext context;
  @Inject private ServiceComponentRuntime components;
  @Inject private SecretStore injectedStore;
  @Inject private PolicyEngine injectedEngine;

  @Configuration
  public Option[] container() throws IOException {
    return new Option[] {HostContainer.in(Files.createTempDirectory("keybay-container"))};
  }

  @Before
  public void everythingIsThere() {
    awaitAllSatisfied();
  }

  @Test
  public void everyComponentOfTheHostAndItsPartsIsSatisfied() {
    assertFalse(descriptions().isEmpty());
    assertEquals(List.of(), unsatisfied());
  }

  @Test
  public void theStoreKeepsItsValuesWhenTheBundleBelowItIsRestarted() throws Exception {
    injectedStore.namespace("container").put("key", VALUE);
    Bundle below = bundle("dev.keybay.store.sqlite");
    restart(below, SecretStore.class);
    awaitAllSatisfied();
    SecretStore again = context.getService(reference(SecretStore.class));
    assertArrayEquals(VALUE, again.namespace("container").get("key").orElseThrow().value());
    again.namespace("container").put("key", new byte[] {1});
  }

  @Test
  public void thePolicyEngineCanBeRestartedUnderTheHost() throws Exception {
    injectedEngine.compile("before", "package policy\ndefault allow := false\n");
    Bundle rego = bundle("dev.keybay.policy.rego");
    restart(rego, PolicyEngine.class);
    awaitAllSatisfied();
    PolicyEngine again = context.getService(reference(PolicyEngine.class));
    again.compile("after", "package policy\ndefault allow := false\n");
  }

  /** Stops the bundle, waits until the service is gone, and starts it. */
  private void restart(Bundle bundle, Class<?> service) throws BundleException {
    bundle.stop();
    try {
      await().atMost(LIMIT).untilAsserted(() -> assertNull(reference(service)));
    } finally {
      bundle.start();
    }
  }

  private void awaitAllSatisfied() {
    await().atMost(LIMIT).untilAsserted(() -> assertEquals(List.of(), unsatisfied()));
  }

  /** Components that wait for a service, and for which one; not those that wait for settings. */
  private List<String> unsatisfied() {
    List<String> names = new ArrayList<>();
    for (ComponentDescriptionDTO description : descriptions()) {
      for (ComponentConfigurationDTO each : components.getComponentConfigurationDTOs(description)) {
        if (each.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
            || each.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          names.add(
              description.name
                  + Arrays.stream(each.unsatisfiedReferences).map(one -> one.name).toList());
        }
      }
    }
    return names;
  }

  private List<ComponentDescriptionDTO> descriptions() {
    Bundle[] ours =
        Arrays.stream(context.getBundles())
            .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith("dev.keybay."))
            .toArray(Bundle[]::new);
    return List.copyOf(components.getComponentDescriptionDTOs(ours));
  }

  private <T> ServiceReference<T> reference(Class<T> type) {
    return context.getServiceReference(type);
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }
}
