package dev.keybay.core.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Answers with a problem document: {@code {"type","detail"}} and, where checks are red, a list
 * {@code problems} of {@code {"check","problem"}}.
 */
public final class ProblemWriter {
  /** RFC 9457 section 4.2.1: no more than the status says. */
  private static final String TYPE = "about:blank";

  private ProblemWriter() {}

  public static void write(HttpServletResponse response, int status, String detail)
      throws IOException {
    write(response, status, detail, List.of());
  }

  static void write(HttpServletResponse response, int status, String detail, List<Problem> problems)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    try (JsonGenerator json = new JsonFactory().createGenerator(response.getOutputStream())) {
      json.writeStartObject();
      json.writeStringField("type", TYPE);
      json.writeStringField("detail", detail);
      if (!problems.isEmpty()) {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
          json.writeStartObject();
          json.writeStringField("check", problem.check());
          json.writeStringField("problem", problem.text());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
  }
}
