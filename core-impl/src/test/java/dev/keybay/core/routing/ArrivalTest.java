package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalTest {

  @Test
  void aQueryIsAFlatMapInWhichTheLastOfANameCounts() {
    assertEquals(Map.of("a", "3", "b c", "", "d", "=&"), Arrival.flat("a=1&b+c&a=3&&d=%3D%26"));
    assertEquals(Map.of(), Arrival.flat(null));
  }

  @Test
  void aHundredParametersAreReadAndNotOneMore() {
    assertEquals("v99", Arrival.flat(pairs(100)).get("p99"));
    KbsException refused = assertThrows(KbsException.class, () -> Arrival.flat(pairs(101)));
    assertEquals(ErrorCode.UNREADABLE, refused.code());
    assertEquals("The query has more than 100 parameters", refused.publicMessage());
  }

  @Test
  void aMalformedEscapeIsRefused() {
    assertEquals(
        ErrorCode.UNREADABLE, assertThrows(KbsException.class, () -> Arrival.flat("a=%zz")).code());
  }

  private static String pairs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "p" + i + "=v" + i)
        .collect(Collectors.joining("&"));
  }
}
