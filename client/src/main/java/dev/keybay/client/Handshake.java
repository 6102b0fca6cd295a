package dev.keybay.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Request, challenge, attestation, token: the handshake of protocol version 0.4.0. */
final class Handshake {

  private static final String VERSION = "0.4.0";

  private final KbsConnection connection;
  private final BackgroundCheck guest;
  private final Attester attester;

  Handshake(KbsConnection connection, BackgroundCheck guest, Attester attester) {
    this.connection = connection;
    this.guest = guest;
    this.attester = attester;
  }

  /**
   * Runs it once.
   *
   * @return the attestation token; the session's cookie is the guest's from now on
   * @throws KbsClientException if the broker refuses either half
   */
  String run() {
    RuntimeData data = new RuntimeData(challenge(), guest.key().jwk());
    KbsReply reply = post("attest", attestation(data)).orFail("attestation");
    try {
      return Json.string(Json.parseObject(reply.body()), "token");
    } catch (IllegalArgumentException e) {
      throw new KbsClientException("the token could not be read: " + e.getMessage(), 200, e);
    }
  }

  private String challenge() {
    KbsReply reply =
        post(
                "auth",
                Map.of(
                    "version",
                    VERSION,
                    "tee",
                    attester.tee(),
                    "extra-params",
                    Map.of("supported-hash-algorithms", List.of("sha256", "sha384", "sha512"))))
            .orFail("the request for a challenge");
    try {
      var challenge = Json.parseObject(reply.body());
      if (!challenge.containsKey("extra-params")) {
        throw new IllegalArgumentException("no member \"extra-params\"");
      }
      return Json.string(challenge, "nonce");
    } catch (IllegalArgumentException e) {
      throw new KbsClientException("the challenge could not be read: " + e.getMessage(), 200, e);
    }
  }

  private Map<String, Object> attestation(RuntimeData data) {
    String additional = attester.additionalEvidence(data.deviceDigest());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put(
        "primary_evidence",
        attester.primaryEvidence(data.primaryDigest(attester.tee(), additional)));
    evidence.put("additional_evidence", additional);
    Map<String, Object> attestation = new LinkedHashMap<>();
    attester
        .initData()
        .ifPresent(
            initData ->
                attestation.put("init-data", Map.of("format", "toml", "body", initData.body())));
    attestation.put("runtime-data", data.toJson());
    attestation.put("tee-evidence", evidence);
    return attestation;
  }

  private KbsReply post(String path, Map<String, Object> body) {
    KbsCall call = KbsCall.of("POST", path).withJson(body);
    KbsReply reply = connection.send(guest.authorize(connection, call));
    guest.receive(connection.uri(path), reply.headers());
    return reply;
  }
}
