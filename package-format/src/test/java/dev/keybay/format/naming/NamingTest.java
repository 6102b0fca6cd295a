package dev.keybay.format.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamingTest {
  private static final String LARGEST = "2147483647";

  @Test
  void theLargestNumberOfAVersionIsThatOfOsgi() {
    assertTrue(VersionNumbers.areVersion("1.0." + LARGEST));
    assertFalse(VersionNumbers.areVersion("1.0.2147483648"));
    assertFalse(VersionNumbers.areVersion("1.0.99999999999"));
    assertFalse(VersionNumbers.areVersion("1.0"));
    assertFalse(VersionNumbers.areVersion("1..0"));
    assertFalse(VersionNumbers.areVersion("1.0.-1"));
    assertFalse(VersionNumbers.areVersion("1.0.٣"));
  }

  @Test
  void whatAVersionIsNamedByIsReadAgain() {
    PluginVersion version = new PluginVersion("a.b-c", "1." + LARGEST + "." + LARGEST);
    for (int format = 1; format <= 2; format++) {
      StreamId stream = StreamId.of(version, format);
      assertEquals(Optional.of(stream), StreamId.parse(stream.toString()));
    }
    assertEquals(
        Optional.of(new Selector(version.name(), Optional.of(version.version()))),
        Selector.parse(version.toString()));
  }

  @Test
  void aVersionIsReadInEverySpelling() {
    Optional<PluginVersion> version = Optional.of(new PluginVersion("a.b-c", "1.0.3"));
    for (String text : new String[] {"a.b-c@1.0.3", "a.b-c==1.0.3", "a.b-c-1.0.3"}) {
      assertEquals(version, PluginVersion.parse(text), text);
    }
    for (String text : new String[] {"a", "a@1.0", "a-1.0", "@1.0.3", "-1.0.3", "a=1.0.3", "a-b"}) {
      assertEquals(Optional.empty(), PluginVersion.parse(text), text);
    }
  }

  @Test
  void whatIsNoStreamIsNotReadAsOne() {
    for (String text : new String[] {"hello", "hello-1", "-1.0", "hello-1.0.0.0", "hello-1.x"}) {
      assertEquals(Optional.empty(), StreamId.parse(text), text);
    }
  }

  @Test
  void aNameIsNotReadAsAStream() {
    for (String name : new String[] {"hello", "0auth", "a.b", "oauth-2", "oauth-2.x", "a-1.0-b"}) {
      assertTrue(PluginNames.isName(name), name);
      assertEquals(Optional.empty(), StreamId.parse(name), name);
    }
    for (String text :
        new String[] {"oauth-2.0", "oauth-2.0.1", "-a", ".a", "Hello", "a_b", "a@1", "", "a b"}) {
      assertFalse(PluginNames.isName(text), text);
    }
  }

  @Test
  void versionsAreInTheOrderOfTheirNumbers() {
    List<String> ordered = List.of("0.9.10", "1.0.0", "1.0.2", "1.0.10", "1.2.0", "2147483647.0.0");
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = 0; j < ordered.size(); j++) {
        PluginVersion left = new PluginVersion("a", ordered.get(i));
        PluginVersion right = new PluginVersion("a", ordered.get(j));
        assertEquals(Integer.signum(Integer.compare(i, j)), left.compareTo(right));
      }
    }
    assertTrue(new PluginVersion("a", "9.0.0").compareTo(new PluginVersion("b", "1.0.0")) < 0);
    assertTrue(new PluginVersion("a", "1.0").compareTo(new PluginVersion("a", "1.0.0")) < 0);
  }
}
