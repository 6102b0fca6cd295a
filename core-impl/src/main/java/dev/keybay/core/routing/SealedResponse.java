package dev.keybay.core.routing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Collects what the plugin writes, so that it can be encrypted before a byte of it leaves. */
final class SealedResponse extends PluginResponse {
  private final ByteArrayOutputStream plaintext = new ByteArrayOutputStream(256);
  private final ServletOutputStream stream = new Collecting();
  private @Nullable PrintWriter writer;

  SealedResponse(HttpServletResponse response) {
    super(response);
  }

  /** What was written. */
  byte[] plaintext() {
    if (writer != null) {
      writer.flush();
    }
    return plaintext.toByteArray();
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return stream;
  }

  @Override
  public PrintWriter getWriter() {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }
    return writer;
  }

  @Override
  public void resetBuffer() {
    plaintext.reset();
  }

  @Override
  void startOver() {
    resetBuffer();
  }

  @Override
  public void flushBuffer() {
    // Nothing leaves before it is sealed.
  }

  // The length and the type are those of the sealed answer.

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public void setContentType(@Nullable String type) {}

  private final class Collecting extends ServletOutputStream {
    @Override
    public void write(int value) {
      plaintext.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      plaintext.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("an answer that is to be sealed cannot be asynchronous");
    }
  }
}
