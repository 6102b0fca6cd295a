package dev.keybay.core.admin;

import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.CompactJws;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.JwkSetSource;
import dev.keybay.core.jose.JwsKey;
import dev.keybay.core.jose.KeyDocuments;
import dev.keybay.core.jose.PublicKeySource;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An identity provider of the operator's configuration, with a PEM key, a JWK set, or both. */
@Component(
    service = IdentityProvider.class,
    configurationPid = IdentitySettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = IdentitySettings.class, factory = true)
public final class ConfiguredIdentityProvider implements IdentityProvider {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredIdentityProvider.class);
  private static final Duration REFRESH = Duration.ofMinutes(5);

  private final String issuer;
  private final String audience;
  private final @Nullable PublicKeySource publicKey;
  private final @Nullable JwkSetSource jwkSet;

  /**
   * A provider whose keys begin to load.
   *
   * @throws UnusableSettingsException if it has no place for keys, or one that is no URI
   */
  @Activate
  public ConfiguredIdentityProvider(IdentitySettings settings, @Reference Clock clock) {
    this(settings, clock, new KeyDocuments());
  }

  ConfiguredIdentityProvider(IdentitySettings settings, Clock clock, KeyDocuments documents) {
    issuer = settings.issuer();
    audience = settings.audience();
    IdentityCheck.problems(
            Map.of("publicKeyUri", settings.publicKeyUri(), "jwkSetUri", settings.jwkSetUri()))
        .forEach(
            (key, text) -> {
              throw UnusableSettingsException.of(IdentitySettings.PID, key, text);
            });
    publicKey =
        uri(settings.publicKeyUri())
            .map(uri -> new PublicKeySource(documents, uri, REFRESH, clock))
            .orElse(null);
    jwkSet =
        uri(settings.jwkSetUri())
            .map(uri -> new JwkSetSource(documents, uri, REFRESH, clock))
            .orElse(null);
    if (issuer.isEmpty() || audience.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("pid", IdentitySettings.PID)
          .addKeyValue("issuer", issuer)
          .log("without issuer and audience, tokens made for other services are accepted here");
    }
  }

  private static Optional<URI> uri(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(KeyDocuments.requireUri(text));
  }

  @Override
  public void verify(CompactJws token) throws InvalidTokenException {
    Optional<PublicKey> key = publicKey == null ? Optional.empty() : publicKey.get();
    if (jwkSet == null) {
      verify(
          token,
          key.orElseThrow(() -> new InvalidTokenException("publicKeyUri could not be loaded")));
    } else if (key.isEmpty() || !holds(token, key.get())) {
      verify(token, jwkSet);
    }
  }

  private static boolean holds(CompactJws token, PublicKey key) {
    try {
      verify(token, key);
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }

  private static void verify(CompactJws token, PublicKey key) throws InvalidTokenException {
    // The kind of the key decides which algorithms the header may name.
    JwsKey.of(key, token.algorithm()).verify(token);
  }

  private static void verify(CompactJws token, JwkSetSource keys) throws InvalidTokenException {
    if (!(token.header().get("kid") instanceof String kid)) {
      throw new InvalidTokenException("expected kid in the token's header, for the JWK set");
    }
    Optional<JwsKey> key = keys.find(kid);
    if (key.isEmpty()) {
      throw new InvalidTokenException("the JWK set has not the token's kid");
    }
    key.get().verify(token);
  }

  @Override
  public long generation() {
    return (publicKey == null ? 0 : publicKey.generation())
        + (jwkSet == null ? 0 : jwkSet.generation());
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public String audience() {
    return audience;
  }
}
