package dev.keybay.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a broker.
 *
 * @param method an HTTP method
 * @param path what follows {@code /kbs/v0/}, percent-encoded, with the query if any
 * @param headers names and values
 * @param body empty for none
 */
public record KbsCall(String method, String path, Map<String, String> headers, byte[] body) {

  public KbsCall {
    headers = Map.copyOf(headers);
  }

  /** One without a body. */
  public static KbsCall of(String method, String path) {
    return new KbsCall(method, path, Map.of(), new byte[0]);
  }

  /** The same with a body. */
  public KbsCall withBody(String contentType, byte[] content) {
    return new KbsCall(method, path, with("Content-Type", contentType), content);
  }

  /** The same with one more header. */
  public KbsCall withHeader(String name, String value) {
    return new KbsCall(method, path, with(name, value), body);
  }

  /** The same with plain Java values as a JSON body. */
  public KbsCall withJson(Object value) {
    return withBody("application/json", Json.bytes(value));
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return all;
  }

  /** Method and path alone: headers and body may be secret. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
