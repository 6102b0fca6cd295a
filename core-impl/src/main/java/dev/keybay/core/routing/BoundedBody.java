package dev.keybay.core.routing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, up to a limit, and at a pace. Belongs to the thread that serves the
 * request.
 */
final class BoundedBody {
  /** Up to here a whole body has room at once: what was announced need not come. */
  private static final int ROOM_BYTES = 64 * 1024;

  private final HttpServletRequest request;
  private final long limit;
  private final SlowBodies.Patience patience;
  private long read;
  private @Nullable ServletInputStream stream;

  BoundedBody(HttpServletRequest request, long limit, SlowBodies.Patience patience) {
    this.request = request;
    this.limit = limit;
    this.patience = patience;
  }

  byte[] readAllBytes() throws IOException {
    ServletInputStream in = stream();
    long announced = request.getContentLengthLong();
    if (announced < 0 || announced > ROOM_BYTES) {
      return in.readAllBytes();
    }
    byte[] all = new byte[(int) announced];
    int length = in.readNBytes(all, 0, all.length);
    return length == all.length ? all : Arrays.copyOf(all, length);
  }

  /**
   * The stream; always the same one.
   *
   * @throws KbsException {@code PAYLOAD_TOO_LARGE} here if the announced length is over the limit,
   *     or while reading if what comes is; {@code UNREADABLE} while reading if it breaks off
   */
  ServletInputStream stream() throws IOException {
    ServletInputStream present = stream;
    if (present == null) {
      if (request.getContentLengthLong() > limit) {
        throw tooLarge();
      }
      present = new Bounded(request.getInputStream());
      stream = present;
    }
    return present;
  }

  /**
   * The caller's doing and not the plugin's: it left, or what it sends is not what it announced.
   */
  private static KbsException notWhole(EOFException cause) {
    return new KbsException(
        ErrorCode.UNREADABLE, "The body did not come whole, or is malformed", cause);
  }

  private KbsException tooLarge() {
    return new KbsException(
        ErrorCode.PAYLOAD_TOO_LARGE, "The body is over the limit of " + limit + " bytes");
  }

  private final class Bounded extends ServletInputStream {
    private final ServletInputStream in;
    private boolean asynchronous;

    Bounded(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      try {
        int value = fetch(in::read);
        count(value < 0 ? 0 : 1);
        return value;
      } catch (EOFException e) {
        throw notWhole(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int n = fetch(() -> in.read(buffer, offset, length));
        count(Math.max(n, 0));
        return n;
      } catch (EOFException e) {
        throw notWhole(e);
      }
    }

    private int fetch(SlowBodies.Read some) throws IOException {
      boolean whole = read == request.getContentLengthLong();
      return asynchronous || whole || in.available() > 0 ? some.now() : patience.await(some);
    }

    private void count(int n) {
      read += n;
      patience.received(n);
      if (read > limit) {
        throw tooLarge();
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      asynchronous = true; // nobody waits
      in.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
