package dev.keybay.http;

import dev.keybay.http.tls.ServerTls;
import dev.keybay.http.tls.TlsRules;
import dev.keybay.http.tls.TlsWish;
import dev.keybay.http.tls.UnusableTlsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors that the settings ask for. It starts before Felix HTTP, which takes up each as a
 * connector.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "keybay.http")
@Designate(ocd = HttpSettings.class)
public final class HttpDoors {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoors.class);

  private final Path conf;
  private final Fixed fixed;
  private final @Nullable ServerTls tls;
  private final List<Door> doors = new ArrayList<>();
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  /** What a change of the settings does not reach until the next start. */
  private record Fixed(Listening listening, HttpRules rules, boolean http2, int watchSeconds) {
    static Fixed of(HttpSettings settings) throws CannotListenException {
      return new Fixed(
          Listening.of(settings),
          HttpRules.of(settings),
          settings.http2(),
          settings.watchSeconds());
    }
  }

  /**
   * Opens the doors.
   *
   * @throws CannotListenException if one cannot be opened, or must not
   * @throws UnusableTlsException if TLS is asked for and cannot be
   */
  @Activate
  public HttpDoors(BundleContext context, HttpSettings settings)
      throws CannotListenException, UnusableTlsException {
    String folder = context.getProperty("keybay.conf");
    conf = Path.of(folder == null ? "conf" : folder);
    fixed = Fixed.of(settings);
    tls = fixed.listening().tls() ? ServerTls.of(wanted(settings)) : null;
    try {
      open();
    } catch (CannotListenException e) {
      close();
      throw e;
    }
    if (tls != null) {
      tls.watch(Duration.ofSeconds(fixed.watchSeconds()));
    }
    for (Door door : doors) {
      registrations.add(context.registerService(ConnectorFactory.class, door, null));
    }
  }

  private void open() throws CannotListenException {
    Listening listening = fixed.listening();
    Protocols main = tls == null ? Protocols.plain() : new TlsProtocols(tls, http2());
    doors.add(Door.open(listening.main(), fixed.rules(), main));
    if (listening.plain().isPresent()) {
      doors.add(Door.open(listening.plain().get(), fixed.rules(), Protocols.plain()));
    }
  }

  private boolean http2() {
    if (!fixed.http2() || JettyServices.canWriteHttp2()) {
      return fixed.http2();
    }
    LOG.warn("HTTP/2 is not offered: Jetty was in use before. Restart the broker");
    return false;
  }

  /** Key, certificate and rules of TLS are applied; for the rest the log says when it will be. */
  @Modified
  void modified(HttpSettings settings) {
    try {
      if (!Fixed.of(settings).equals(fixed)) {
        LOG.warn("some of the changed settings of http.json are applied at the next start only");
      }
      if (tls != null && !settings.privateKey().isEmpty()) {
        tls.want(wanted(settings));
      }
    } catch (CannotListenException | UnusableTlsException e) {
      LOG.error("settings of http.json not applied, the previous ones stay: {}", e.getMessage());
    }
  }

  @Deactivate
  void close() {
    registrations.forEach(ServiceRegistration::unregister);
    doors.forEach(Door::close);
    if (tls != null) {
      tls.close();
    }
  }

  /** Where the doors are, the main one first. */
  List<Place> places() {
    return doors.stream().map(Door::place).toList();
  }

  private TlsWish wanted(HttpSettings settings) throws UnusableTlsException {
    TlsRules rules =
        TlsRules.of(
            settings.tlsProfile(),
            List.of(settings.tlsProtocols()),
            List.of(settings.tlsCiphers()));
    return new TlsWish(
        conf.resolve(settings.privateKey()), conf.resolve(settings.certificate()), rules);
  }
}
