package dev.keybay.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings {@code keybay.http}. Those of TLS are applied at once, the others at the next start. */
@ObjectClassDefinition(name = "HTTP")
public @interface HttpSettings {
  @AttributeDefinition(
      name = "Address",
      description = "where to listen; 0.0.0.0 or :: is every address of the machine")
  String address() default "127.0.0.1";

  @AttributeDefinition(name = "Port", description = "0 takes a free one", min = "0", max = "65535")
  int port() default 8080;

  @AttributeDefinition(
      name = "Insecure HTTP",
      description = "true allows plain HTTP on addresses that other machines reach")
  boolean insecureHttp() default false;

  @AttributeDefinition(
      name = "Plain port",
      description = "a second port without TLS, beside the one with it; -1 is none, 0 a free one",
      min = "-1",
      max = "65535")
  int plainPort() default -1;

  @AttributeDefinition(
      name = "Private key",
      description = "PEM file, not encrypted; with it and a certificate the port speaks TLS")
  String privateKey() default "";

  @AttributeDefinition(
      name = "Certificate",
      description = "PEM file: the certificate of the private key, then those that vouch for it")
  String certificate() default "";

  @AttributeDefinition(
      name = "TLS profile",
      description = "one of Mozilla's, or custom: what tlsProtocols and tlsCiphers say",
      options = {@Option("old"), @Option("intermediate"), @Option("modern"), @Option("custom")})
  String tlsProfile() default "intermediate";

  @AttributeDefinition(
      name = "TLS protocols",
      description = "for the profile custom, for example TLSv1.2, TLSv1.3")
  String[] tlsProtocols() default {};

  @AttributeDefinition(
      name = "TLS cipher suites",
      description = "for the profile custom, by their standard names")
  String[] tlsCiphers() default {};

  @AttributeDefinition(name = "HTTP/2", description = "offered to clients over TLS")
  boolean http2() default true;

  @AttributeDefinition(
      name = "Watch",
      description = "seconds between two looks whether key or certificate have changed",
      min = "1",
      max = "86400")
  int watchSeconds() default 2;

  @AttributeDefinition(
      name = "Request head",
      description =
          "KiB that request line and headers may have; more is answered 431. The default has room"
              + " for the longest token that is believed by default, of 128 KiB",
      min = "8",
      max = "1024")
  int headKib() default 160;

  @AttributeDefinition(
      name = "Idle",
      description = "seconds after which a connection without a byte is closed",
      min = "1",
      max = "3600")
  int idleSeconds() default 60;

  @AttributeDefinition(
      name = "Connections",
      description = "at once on a port; further ones wait until one is closed",
      min = "1",
      max = "1000000")
  int maxConnections() default 10_000;
}
