package dev.keybay.http;

import org.eclipse.jetty.server.ConnectionFactory;

/** What is spoken at a door. */
interface Protocols {
  /** Fresh ones for a connector: the first is what a connection begins with. */
  ConnectionFactory[] factories(HttpRules rules);

  /** HTTP/1.1 without TLS. No HTTP/2: clients would change over to it unasked. */
  static Protocols plain() {
    return rules -> new ConnectionFactory[] {HttpRules.http1(rules.configuration())};
  }
}
