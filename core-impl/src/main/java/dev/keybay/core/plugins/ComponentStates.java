package dev.keybay.core.plugins;

import dev.keybay.api.plugin.KbsEndpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What Declarative Services knows about a plugin's components, in words. */
@Component(service = ComponentStates.class)
public final class ComponentStates {
  private static final int MAX_FAILURE = 500;

  private final ServiceComponentRuntime runtime;

  @Activate
  public ComponentStates(@Reference ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Whether Declarative Services has read the bundle. It does one bundle after the other, so a
   * plugin that starts while the host does waits for its turn.
   */
  boolean known(Bundle bundle) {
    return bundle.getHeaders("").get("Service-Component") == null
        || !runtime.getComponentDescriptionDTOs(bundle).isEmpty();
  }

  /** How many of its components are endpoints. */
  int endpoints(Bundle bundle) {
    return (int)
        runtime.getComponentDescriptionDTOs(bundle).stream()
            .filter(component -> component.properties.containsKey(KbsEndpoint.ROUTES))
            .count();
  }

  /** Why a component does not run, if one does not. */
  Optional<String> problem(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO configuration :
          runtime.getComponentConfigurationDTOs(component)) {
        describe(component, configuration).ifPresent(problems::add);
      }
    }
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  /** The whole stack of each component that failed. */
  String failures(Bundle bundle) {
    StringBuilder text = new StringBuilder();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO configuration :
          runtime.getComponentConfigurationDTOs(component)) {
        if (configuration.failure != null) {
          text.append(configuration.failure).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static Optional<String> describe(
      ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
    if (configuration.failure != null) {
      return Optional.of(
          "component " + component.name + " failed: " + firstLines(configuration.failure));
    }
    if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
      List<String> missing =
          Arrays.stream(configuration.unsatisfiedReferences)
              .map(reference -> wanted(component, reference))
              .toList();
      return Optional.of(
          "component " + component.name + " waits for " + String.join(" and ", missing));
    }
    return Optional.empty();
  }

  private static String wanted(
      ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
    return Arrays.stream(component.references)
        .filter(reference -> reference.name.equals(unsatisfied.name))
        .map(reference -> "the service " + reference.interfaceName)
        .findFirst()
        .orElse("the reference " + unsatisfied.name);
  }

  /** The exception and its causes without their stacks. */
  private static String firstLines(String stackTrace) {
    String text =
        stackTrace
            .lines()
            .filter(line -> !line.startsWith("\t"))
            .reduce((first, next) -> first + "; " + next)
            .orElse(stackTrace);
    return text.length() <= MAX_FAILURE ? text : text.substring(0, MAX_FAILURE) + "…";
  }
}
