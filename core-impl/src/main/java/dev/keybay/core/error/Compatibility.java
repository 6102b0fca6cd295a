package dev.keybay.core.error;

import dev.keybay.api.error.KbsCompatibility;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Whose answers the broker gives: its own friendlier ones, or exactly those of Trustee KBS. */
@Component(
    service = {Compatibility.class, KbsCompatibility.class},
    configurationPid = "keybay.kbs")
@Designate(ocd = Compatibility.Settings.class)
public final class Compatibility implements KbsCompatibility {

  /** Settings {@code keybay.kbs}. */
  @ObjectClassDefinition(name = "KBS protocol")
  public @interface Settings {
    @AttributeDefinition(
        name = "Compatibility",
        description =
            "keybay: friendlier answers that the real client accepts; trustee: Trustee's exact ones",
        options = {@Option("keybay"), @Option("trustee")})
    String compat() default "keybay";
  }

  private volatile boolean trustee;

  @Activate
  public Compatibility(Settings settings) {
    this(settings.compat().equals("trustee"));
  }

  public Compatibility(boolean trustee) {
    this.trustee = trustee;
  }

  @Modified
  void modified(Settings settings) {
    trustee = settings.compat().equals("trustee");
  }

  @Override
  public boolean trustee() {
    return trustee;
  }
}
