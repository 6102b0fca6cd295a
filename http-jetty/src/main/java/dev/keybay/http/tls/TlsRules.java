package dev.keybay.http.tls;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Which TLS is spoken.
 *
 * @param protocols at least one
 * @param suites none: those that the virtual machine would take
 * @param serverChooses true if the order of the suites counts
 */
public record TlsRules(List<String> protocols, List<String> suites, boolean serverChooses) {

  /**
   * The rules of a profile.
   *
   * @param profile old, intermediate, modern, or custom
   * @param protocols of the profile custom, else none
   * @param suites the same
   * @throws UnusableTlsException if custom rules name what there is not, or stand beside another
   *     profile
   */
  public static TlsRules of(String profile, List<String> protocols, List<String> suites)
      throws UnusableTlsException {
    SSLParameters supported = supported();
    if (!profile.equals("custom")) {
      if (!protocols.isEmpty() || !suites.isEmpty()) {
        throw new UnusableTlsException(
            "http.tlsProtocols and http.tlsCiphers are for the profile custom, and http.tlsProfile"
                + " is "
                + profile
                + ". Change the profile, or leave them out.");
      }
      TlsRules known = Objects.requireNonNull(TlsProfiles.BY_NAME.get(profile), profile);
      return new TlsRules(
          both(known.protocols(), supported.getProtocols()),
          both(known.suites(), supported.getCipherSuites()),
          known.serverChooses());
    }
    if (protocols.isEmpty()) {
      throw new UnusableTlsException(
          "http.tlsProfile is custom, and http.tlsProtocols is empty. Give at least one, for"
              + " example TLSv1.3.");
    }
    check("http.tlsProtocols", protocols, supported.getProtocols());
    check("http.tlsCiphers", suites, supported.getCipherSuites());
    return new TlsRules(List.copyOf(protocols), List.copyOf(suites), true);
  }

  /** The rules in place of Jetty's own lists. */
  void applyTo(SslContextFactory.Server context) {
    context.setExcludeProtocols();
    context.setExcludeCipherSuites();
    context.setIncludeProtocols(protocols.toArray(String[]::new));
    context.setIncludeCipherSuites(suites.toArray(String[]::new));
    context.setUseCipherSuitesOrder(serverChooses);
    context.setRenegotiationAllowed(false);
  }

  private static List<String> both(List<String> wanted, String[] supported) {
    List<String> both = new ArrayList<>(wanted);
    both.retainAll(Arrays.asList(supported));
    return List.copyOf(both);
  }

  private static void check(String setting, List<String> names, String[] supported)
      throws UnusableTlsException {
    for (String name : names) {
      if (!Arrays.asList(supported).contains(name)) {
        throw new UnusableTlsException(
            setting
                + " names "
                + name
                + ", which this Java does not have. It has "
                + String.join(", ", supported)
                + ".");
      }
    }
  }

  private static SSLParameters supported() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context.getSupportedSSLParameters();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
