package dev.keybay.format.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.plugin.PackageFormat;
import dev.keybay.format.naming.ReservedNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageFormatsTest {

  @Test
  void bothFormatsAreKnownAndNoOther() {
    assertEquals(List.of(1, 2), PackageFormats.all().stream().map(PackageFormat::number).toList());
    assertTrue(PackageFormats.find(3).isEmpty());
  }

  @Test
  void onlyABundleWithADescriptorIsUpdated() {
    assertFalse(PackageFormats.find(PackageFormats.PLAIN).orElseThrow().takes("update"));
    assertTrue(PackageFormats.find(PackageFormats.DESCRIBED).orElseThrow().takes("update"));
    PackageFormats.all().forEach(format -> assertTrue(format.takes("install")));
  }

  @Test
  void operationsHaveReservedNames() {
    PackageFormats.all()
        .forEach(format -> assertTrue(ReservedNames.OPERATIONS.containsAll(format.operations())));
  }
}
