package dev.keybay.plugin.attest.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.plugin.attest.json.JsonException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestEvidenceTest {

  @Test
  void noTextIsNoDevice() throws Exception {
    assertEquals(Map.of(), GuestEvidence.additional(""));
  }

  @Test
  void devicesKeepTheirOrder() throws Exception {
    Map<String, ?> devices =
        GuestEvidence.additional("{\"sampledevice\":{\"svn\":\"2\"},\"nvidia\":[]}");

    assertEquals(List.of("sampledevice", "nvidia"), List.copyOf(devices.keySet()));
    assertEquals(Map.of("svn", "2"), devices.get("sampledevice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "[]", "text", "{\"NVIDIA GPU\":{}}", "{\"a\":1,\"a\":2}"})
  void otherTextIsRefused(String text) {
    assertThrows(JsonException.class, () -> GuestEvidence.additional(text));
  }

  @Test
  void theNumberOfDevicesIsBounded() {
    StringBuilder many = new StringBuilder("{\"t\":1");
    for (int i = 0; i < 32; i++) {
      many.append(",\"t").append(i).append("\":1");
    }
    assertThrows(JsonException.class, () -> GuestEvidence.additional(many.append('}').toString()));
  }
}
