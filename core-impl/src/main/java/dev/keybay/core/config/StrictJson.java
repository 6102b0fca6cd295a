package dev.keybay.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) and nothing around it: no comments, no key twice, nothing after
 * the end.
 *
 * <p>The parser's own messages quote what they found, which may be half a password; so the messages
 * are made here, of the place and of what was expected.
 */
final class StrictJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxStringLength(1 << 20)
                  .maxNameLength(256)
                  .maxNumberLength(64)
                  .build())
          .build();

  private final String file;
  private final JsonParser parser;

  /** By JSON pointer (RFC 6901): where each value stands. */
  private final Map<String, Location> places = new HashMap<>();

  private StrictJson(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** As {@link #object}, and where each value stands, however deep. */
  static Document document(String file, byte[] bytes) throws BrokenConfigurationException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      StrictJson reader = new StrictJson(file, parser);
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      reader.read(reader::document).forEach((key, value) -> members.put(key, value.value()));
      return new Document(file, Collections.unmodifiableMap(members), reader.places);
    } catch (IOException e) {
      throw new UncheckedIOException("opening a parser of bytes in memory", e);
    }
  }

  /**
   * The members of the object, in the order of the file.
   *
   * @param file the name to give in messages
   * @param bytes the whole file
   */
  static Map<String, JsonValue> object(String file, byte[] bytes)
      throws BrokenConfigurationException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      StrictJson reader = new StrictJson(file, parser);
      return reader.read(reader::document);
    } catch (IOException e) {
      throw new UncheckedIOException("opening a parser of bytes in memory", e);
    }
  }

  /** Any one value, for a setting that is given as text; throws where the text is not JSON. */
  static @Nullable Object value(String source, String text) throws BrokenConfigurationException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      StrictJson reader = new StrictJson(source, parser);
      return reader.read(
          () -> {
            Object value = reader.value(reader.next());
            reader.end();
            return value;
          });
    } catch (IOException e) {
      throw new UncheckedIOException("opening a parser of text in memory", e);
    }
  }

  private Map<String, JsonValue> document() throws BrokenConfigurationException, IOException {
    JsonToken first = next();
    if (first != JsonToken.START_OBJECT) {
      throw broken("expected an object: { \"name\": value, ... }");
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String key = member(); key != null; key = member()) {
      Location at = here();
      JsonValue value = new JsonValue(value(next()), at);
      JsonValue earlier = members.putIfAbsent(key, value);
      if (earlier != null) {
        throw twice(key, at, earlier.at());
      }
    }
    end();
    return members;
  }

  private @Nullable String member() throws BrokenConfigurationException, IOException {
    return next() == JsonToken.END_OBJECT ? null : parser.currentName();
  }

  private void end() throws BrokenConfigurationException, IOException {
    if (next() != null) {
      throw broken("expected nothing more after the end of the value");
    }
  }

  private @Nullable Object value(@Nullable JsonToken token)
      throws BrokenConfigurationException, IOException {
    if (token == null) {
      throw broken("expected a value, but there is none");
    }
    places.put(parser.getParsingContext().pathAsPointer().toString(), here());
    return switch (token) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> (Object) true;
      case VALUE_FALSE -> (Object) false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> fraction();
      default -> throw broken("expected a value");
    };
  }

  private Object integer() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private Object fraction() throws BrokenConfigurationException, IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw broken("expected a number that fits in 64 bits");
    }
    return value;
  }

  private Map<String, @Nullable Object> members() throws BrokenConfigurationException, IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    Map<String, Location> seen = new LinkedHashMap<>();
    for (String key = member(); key != null; key = member()) {
      Location at = here();
      Location earlier = seen.putIfAbsent(key, at);
      if (earlier != null) {
        throw twice(key, at, earlier);
      }
      members.put(key, value(next()));
    }
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> elements() throws BrokenConfigurationException, IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      elements.add(value(token));
    }
    return Collections.unmodifiableList(elements);
  }

  private @Nullable JsonToken next() throws IOException {
    return parser.nextToken();
  }

  private interface Reading<T extends @Nullable Object> {
    T read() throws IOException, BrokenConfigurationException;
  }

  private <T extends @Nullable Object> T read(Reading<T> reading)
      throws BrokenConfigurationException {
    try {
      return reading.read();
    } catch (JsonEOFException e) {
      throw broken("the end came too early: a closing brace, bracket or quote is missing");
    } catch (StreamConstraintsException e) {
      throw broken("too large: at most 32 levels, names of 256 characters, numbers of 64 digits");
    } catch (JsonProcessingException e) {
      throw broken(expected(), e.getLocation());
    } catch (IOException e) {
      throw broken("expected text in UTF-8");
    }
  }

  private String expected() {
    String key = parser.getParsingContext().getCurrentName();
    String place = key == null ? "" : ", at or after \"" + key + "\"";
    return "this is not JSON"
        + place
        + ": expected \"name\": value, where a value is text in double quotes, a number, true,"
        + " false, null, a list or an object, with commas between and none at the end; comments are"
        + " not JSON";
  }

  private BrokenConfigurationException twice(String key, Location at, Location earlier) {
    return new BrokenConfigurationException(
        Problem.in(file, at, "\"" + key + "\" is given twice, first at " + earlier));
  }

  private Location here() {
    return at(parser.currentTokenLocation());
  }

  private BrokenConfigurationException broken(String text) {
    return broken(text, parser.currentLocation());
  }

  private BrokenConfigurationException broken(String text, @Nullable JsonLocation location) {
    return new BrokenConfigurationException(Problem.in(file, at(location), text));
  }

  private static Location at(@Nullable JsonLocation location) {
    return location == null
        ? new Location(1, 1)
        : new Location(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
