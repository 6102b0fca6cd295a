package dev.keybay.core.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Settings of rate limits, PID {@link #PID}. A limit lets a burst through, then so many a minute.
 * An address is an IPv4 address or the /64 of an IPv6 one; guests behind one proxy share it.
 */
@ObjectClassDefinition(name = "Keybay rate limits")
public @interface RateLimitSettings {
  String PID = "keybay.ratelimit";

  @AttributeDefinition(
      description = "Refused administrators of one address a minute; 0 is no limit",
      min = "0",
      max = "1000000")
  int adminRefusalsPerMinute() default 600;

  @AttributeDefinition(
      description = "Refused administrators of one address at once",
      min = "1",
      max = "1000000")
  int adminRefusalsBurst() default 300;

  @AttributeDefinition(
      description = "Refused administrators of all addresses a minute; 0 is no limit",
      min = "0",
      max = "10000000")
  int adminRefusalsPerMinuteOfAll() default 6000;

  @AttributeDefinition(
      description = "Refused administrators of all addresses at once",
      min = "1",
      max = "10000000")
  int adminRefusalsBurstOfAll() default 3000;

  // One address alone must not fill the sessions: 5 minutes of it are less than half of them.
  @AttributeDefinition(
      description = "Handshakes that one address begins a minute; 0 is no limit",
      min = "0",
      max = "10000000")
  int handshakesPerMinute() default 16_000;

  @AttributeDefinition(
      description = "Handshakes that one address begins at once",
      min = "1",
      max = "10000000")
  int handshakesBurst() default 15_000;

  @AttributeDefinition(
      description = "Handshakes that all addresses begin a minute; 0 is no limit",
      min = "0",
      max = "10000000")
  int handshakesPerMinuteOfAll() default 120_000;

  @AttributeDefinition(
      description = "Handshakes that all addresses begin at once",
      min = "1",
      max = "10000000")
  int handshakesBurstOfAll() default 40_000;
}
