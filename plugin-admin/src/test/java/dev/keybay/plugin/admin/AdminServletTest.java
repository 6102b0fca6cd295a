package dev.keybay.plugin.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.session.AttestedGuest;
import dev.keybay.api.session.Guests;
import dev.keybay.testing.Exchange;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdminServletTest {
  private static final Guests GUESTS =
      () ->
          List.of(
              new AttestedGuest(
                  "Kx3v",
                  "snp",
                  "cookie",
                  Instant.EPOCH,
                  Instant.EPOCH.plusSeconds(1),
                  Instant.EPOCH.plusSeconds(300),
                  7,
                  2));

  private final AdminServlet servlet =
      new AdminServlet(
          GUESTS,
          new HostStatus(new ListedPlugins(), new CountedSessions(3), GUESTS, Clock.systemUTC()));

  @Test
  void attestedGuestsAreShown() throws Exception {
    assertEquals(
        "{\"guests\":[{\"id\":\"Kx3v\",\"tee\":\"snp\",\"session\":\"cookie\","
            + "\"firstSeen\":\"1970-01-01T00:00:00Z\",\"lastSeen\":\"1970-01-01T00:00:01Z\","
            + "\"expires\":\"1970-01-01T00:05:00Z\",\"requests\":7,\"denied\":2}]}",
        Exchange.get("guests").sendTo(servlet).text());
  }

  @Test
  void theStatusSaysHowTheBrokerDoes() throws Exception {
    JsonNode status = new ObjectMapper().readTree(Exchange.get("status").sendTo(servlet).bytes());

    assertEquals("{\"FAILED\":1,\"SERVING\":1}", status.get("plugins").toString());
    assertEquals(3, status.get("sessions").intValue());
    assertEquals(1, status.get("guests").intValue());
    assertEquals("it needs Java 21", status.at("/problems/0/problem").textValue());
    assertEquals("broken", status.at("/problems/0/plugin").textValue());
    assertTrue(status.get("uptimeSeconds").longValue() >= 0);
    assertTrue(status.at("/memory/used").longValue() > 0);
    assertTrue(status.get("java").textValue().contains(Runtime.version().toString()));
  }

  @Test
  void theVersionIsTheOneInTheManifest() throws Exception {
    String manifest = "Manifest-Version: 1.0\nBundle-Version: 1.2.3\n\n";

    assertEquals(
        "1.2.3",
        HostVersion.of(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void otherPathsAndMethodsAreRefused() {
    assertEquals(ErrorCode.NOT_FOUND, refused(Exchange.get("")));
    assertEquals(ErrorCode.NOT_FOUND, refused(Exchange.get("guests/1")));
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, refused(new Exchange("POST", "status", "")));
  }

  private ErrorCode refused(Exchange exchange) {
    return assertThrows(KbsException.class, () -> exchange.sendTo(servlet)).code();
  }
}
