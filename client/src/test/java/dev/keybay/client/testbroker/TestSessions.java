package dev.keybay.client.testbroker;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Challenges, evidence of the sample TEE, and who is attested. */
final class TestSessions {

  private static final Pattern COOKIE = Pattern.compile("kbs-session-id=([0-9a-f]{32})");
  private static final Pattern BEARER = Pattern.compile("Bearer (.+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> keys = new ConcurrentHashMap<>();

  String auth(HttpExchange exchange, JsonNode request) throws IOException {
    if (!request.path("version").asText().equals("0.4.0")
        || !request.path("tee").asText().equals("sample")
        || !request.has("extra-params")) {
      throw new IOException("not a request of protocol 0.4.0");
    }
    String session = HexFormat.of().formatHex(random(16));
    String nonce = Base64.getEncoder().encodeToString(random(32));
    nonces.put(session, nonce);
    cookie(exchange, session);
    return "{\"nonce\":\"" + nonce + "\",\"extra-params\":\"\"}";
  }

  Optional<String> attest(HttpExchange exchange, JsonNode attestation)
      throws IOException, GeneralSecurityException {
    Optional<String> session = find(exchange, "Cookie", COOKIE);
    JsonNode data = attestation.path("runtime-data");
    String nonce = data.path("nonce").asText();
    if (session.isEmpty() || !nonce.equals(nonces.get(session.get()))) {
      return Optional.empty();
    }
    Map<String, String> jwk = new TreeMap<>();
    data.path("tee-pubkey").properties().forEach(e -> jwk.put(e.getKey(), e.getValue().asText()));
    JsonNode evidence = attestation.path("tee-evidence");
    String additional = evidence.path("additional_evidence").asText();
    String bound =
        "\"nonce\":\"" + nonce + "\",\"tee-pubkey\":" + TestBroker.JSON.writeValueAsString(jwk);
    String all =
        "{\"additional-evidence\":"
            + TestBroker.JSON.writeValueAsString(additional)
            + ","
            + bound
            + "}";
    boolean device =
        additional.isEmpty()
            || proves(
                TestBroker.JSON.readTree(additional).path("sampledevice"), "2", "{" + bound + "}");
    if (!device || !proves(evidence.path("primary_evidence"), "1", all)) {
      return Optional.empty();
    }
    String token = "token-" + HexFormat.of().formatHex(random(16));
    tokens.put(session.get(), token);
    keys.put(token, jwk);
    cookie(exchange, session.get());
    return Optional.of(token);
  }

  /** The key of the guest that a request comes from, if that is attested. */
  Optional<Map<String, String>> key(HttpExchange exchange) {
    return find(exchange, "Cookie", COOKIE)
        .map(tokens::get)
        .or(() -> find(exchange, "Authorization", BEARER))
        .map(keys::get);
  }

  private static boolean proves(JsonNode evidence, String svn, String runtimeData)
      throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("SHA-384").digest(runtimeData.getBytes(StandardCharsets.UTF_8));
    return evidence.path("svn").asText().equals(svn)
        && evidence.path("report_data").asText().equals(Base64.getEncoder().encodeToString(digest));
  }

  private static void cookie(HttpExchange exchange, String session) {
    String expires =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofMinutes(5)));
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", "kbs-session-id=" + session + "; Expires=" + expires);
  }

  private static Optional<String> find(HttpExchange exchange, String header, Pattern pattern) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
