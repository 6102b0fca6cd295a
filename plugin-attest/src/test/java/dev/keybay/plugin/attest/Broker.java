package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.attest.Verifier;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.Event;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.session.Session;
import dev.keybay.plugin.attest.appraisal.Appraiser;
import dev.keybay.plugin.attest.evidence.EvidenceVerifier;
import dev.keybay.plugin.attest.evidence.Verifiers;
import dev.keybay.plugin.attest.handshake.Attestation;
import dev.keybay.plugin.attest.handshake.Closing;
import dev.keybay.plugin.attest.handshake.Opening;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.reference.Extractors;
import dev.keybay.plugin.attest.reference.ReferenceValues;
import dev.keybay.plugin.attest.reference.SampleExtractor;
import dev.keybay.plugin.attest.settings.AttestSettings;
import dev.keybay.policy.rego.RegoEngine;
import dev.keybay.testing.Exchange;
import dev.keybay.testing.MapData;
import dev.keybay.testing.MapPolicies;
import dev.keybay.testing.MapSessions;
import dev.keybay.testing.MapSettings;
import dev.keybay.testing.SetClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plugin, put together as in a running broker, over host services in memory. */
final class Broker {
  final SetClock clock = new SetClock();
  final MapSettings values = new MapSettings(Map.of());
  final MapSessions sessions = new MapSessions(clock);
  final MapPolicies policies = new MapPolicies(new RegoEngine());
  final MapData data = new MapData(clock);
  final List<Event> events = new ArrayList<>();

  /** The claims of every token that was asked for; the token names its index. */
  final List<Map<String, @Nullable Object>> issued = new ArrayList<>();

  final DigestVerifier cpu = new DigestVerifier("cpu");
  final DigestVerifier gpu = new DigestVerifier("gpu");
  final ReferenceValues referenceValues;
  final Appraiser appraiser;
  final AuthServlet auth;
  final AttestServlet attest;

  /** Whether exactly Trustee's behaviour is wanted. */
  boolean trustee;

  Broker() {
    List<Map.Entry<Map<String, Object>, Verifier>> offered =
        List.of(cpu.offeredFor("snp", "tdx"), gpu.offeredFor("nvidia", "sampledevice"));
    Verifiers verifiers = new Verifiers(offered);
    AttestSettings settings = new AttestSettings(values);
    referenceValues =
        new ReferenceValues(
            data, settings, new Extractors(List.of(new SampleExtractor())), () -> trustee, clock);
    affirm("default_cpu");
    affirm("default_gpu");
    appraiser = new Appraiser(policies, referenceValues, settings);
    Attestation attestation =
        new Attestation(
            sessions,
            new EvidenceVerifier(verifiers),
            appraiser,
            this::issue,
            events::add,
            settings);
    auth = new AuthServlet(new Opening(sessions, verifiers, settings, () -> trustee));
    attest = new AttestServlet(new Closing(attestation, events::add));
  }

  void policy(String id, MapPolicies.Body body) {
    policies.define(Kind.ATTESTATION, id, "package policy\ntrust_claims := 1", body);
  }

  /** A session and its nonce. */
  Challenged challenge(String tee) throws Exception {
    return challenge(Guest.hello(tee));
  }

  Challenged challenge(byte[] hello) throws Exception {
    Exchange answer = new Exchange("POST", "", hello).sendTo(auth);
    String nonce = Json.readObject(answer.bytes()).string("nonce");
    return new Challenged(sent(answer.sent()), nonce);
  }

  Exchange attest(Session session, byte[] proof) throws Exception {
    return new Exchange("POST", "", proof).with(sessions.find(session.id())).sendTo(attest);
  }

  KbsException refused(Session session, byte[] proof) {
    return assertThrows(KbsException.class, () -> attest(session, proof));
  }

  Optional<String> storedToken(Session session) {
    return sessions.find(session.id()).flatMap(Session::token);
  }

  record Challenged(Session session, String nonce) {}

  private void affirm(String id) {
    policy(
        id,
        (input, functions) ->
            Map.of("data.policy.trust_claims", Map.of("executables", 3, "hardware", 2)));
  }

  private String issue(Map<String, @Nullable Object> claims) {
    issued.add(claims);
    return "token-" + (issued.size() - 1);
  }

  private static Session sent(@Nullable Session session) {
    assertNotNull(session, "a cookie was sent");
    return session;
  }
}
