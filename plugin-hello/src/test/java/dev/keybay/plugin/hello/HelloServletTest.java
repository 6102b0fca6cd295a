package dev.keybay.plugin.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.testing.Exchange;
import org.junit.jupiter.api.Test;

class HelloServletTest {

  @Test
  void theCallerIsGreetedByName() throws Exception {
    Exchange exchange = Exchange.get("").sendTo(new HelloServlet());

    assertEquals(200, exchange.status());
    assertEquals("text/plain;charset=utf-8", exchange.contentType());
    assertEquals("Hello, anonymous", exchange.text().strip());
  }
}
