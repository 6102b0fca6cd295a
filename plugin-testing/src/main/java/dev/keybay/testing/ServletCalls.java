package dev.keybay.testing;

import dev.keybay.api.plugin.KbsRequest;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** The servlet API's request and response of an exchange: the part of them that plugins use. */
final class ServletCalls {
  private ServletCalls() {}

  static HttpServletRequest request(Exchange exchange) {
    return proxy(
        HttpServletRequest.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "getMethod" -> exchange.method();
              case "getProtocol" -> "HTTP/1.1";
              case "getContentType" -> exchange.requestType();
              case "getHeader" -> arguments == null ? null : exchange.header((String) arguments[0]);
              case "getInputStream" -> new Input(exchange.input());
              case "getAttribute" ->
                  arguments != null && KbsRequest.ATTRIBUTE.equals(arguments[0]) ? exchange : null;
              default -> throw new UnsupportedOperationException(called.toString());
            });
  }

  static HttpServletResponse response(Answer answer) {
    return proxy(
        HttpServletResponse.class,
        (self, called, arguments) -> {
          switch (called.getName()) {
            case "getWriter" -> {
              return answer.writer();
            }
            case "getOutputStream" -> {
              return new Output(answer.body());
            }
            case "setContentType" -> answer.contentType((String) arguments[0]);
            case "setStatus" -> answer.status((int) arguments[0]);
            case "setContentLength" -> {}
            case "setHeader" -> answer.headers().put((String) arguments[0], (String) arguments[1]);
            default -> throw new UnsupportedOperationException(called.toString());
          }
          return null;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static final class Input extends ServletInputStream {
    private final ByteArrayInputStream source;

    Input(ByteArrayInputStream source) {
      this.source = source;
    }

    @Override
    public int read() {
      return source.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return source.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return source.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Output extends ServletOutputStream {
    private final ByteArrayOutputStream target;

    Output(ByteArrayOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int octet) {
      target.write(octet);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
