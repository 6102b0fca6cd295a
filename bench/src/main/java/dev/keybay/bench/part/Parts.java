package dev.keybay.bench.part;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.bench.server.Broker;
import dev.keybay.core.seal.GuestKey;
import dev.keybay.core.seal.GuestSeal;
import dev.keybay.policy.rego.RegoEngine;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The broker's own classes, called in this process with the broker's crypto provider first. Each
 * method gives microseconds of CPU.
 */
public final class Parts {
  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private final Duration time;
  private final KeyPair guest;
  private final GuestSeal seal = new GuestSeal();

  /**
   * The parts.
   *
   * @param time for the warm-up of one, and again for measuring it
   */
  public Parts(Duration time) throws Exception {
    this.time = time;
    useProviderOfBroker();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    guest = generator.generateKeyPair();
  }

  /** The native one where the distribution that is measured has it, as the broker does. */
  private static void useProviderOfBroker() throws ReflectiveOperationException {
    try {
      Class<?> corretto = Class.forName(CORRETTO);
      Security.insertProviderAt((Provider) corretto.getField("INSTANCE").get(null), 1);
    } catch (ClassNotFoundException e) {
      System.out.println("the distribution has no native crypto provider: Java's own is measured");
    }
  }

  /** Encrypting the secret to a P-256 guest. */
  public double seal() throws Exception {
    GuestKey key = seal.parse(jwk());
    byte[] value = Broker.VALUE.getBytes(StandardCharsets.UTF_8);
    return CpuTimer.micros(time, () -> seal.seal(value, key));
  }

  /** Reading and checking a guest's key. */
  public double keyParsing() throws Exception {
    Map<String, Object> jwk = jwk();
    return CpuTimer.micros(time, () -> seal.parse(jwk));
  }

  /** The resource policy that the benchmark sets. */
  public double resourcePolicy() throws Exception {
    CompiledPolicy policy = new RegoEngine().compile("resource-policy", Broker.POLICY);
    Map<String, Object> data =
        Map.of(
            "plugin",
            "resource",
            "resource-path",
            List.of("bench", "secret", "value"),
            "query",
            Map.of());
    Map<String, Object> claims = claims();
    List<String> rules = List.of("data.policy.allow");
    return CpuTimer.micros(
        time, () -> policy.evaluate(data, claims, rules, List.of(), PolicyLimits.DEFAULT));
  }

  /**
   * An attestation policy on the evidence of a sample guest.
   *
   * @param source the shipped policy for CPUs
   */
  public double attestationPolicy(String source) throws Exception {
    CompiledPolicy policy = new RegoEngine().compile("default_cpu", source);
    List<String> rules = List.of("data.policy.trust_claims", "data.policy.extensions");
    List<PolicyFunction> functions =
        List.of(new PolicyFunction("query_reference_value", 1, arguments -> List.of()));
    Map<String, Object> evidence = evidence();
    return CpuTimer.micros(
        time, () -> policy.evaluate(Map.of(), evidence, rules, functions, PolicyLimits.DEFAULT));
  }

  /** An ES256 signature over a token of 1500 bytes. */
  public double signing() throws Exception {
    ECDSASigner signer = new ECDSASigner((ECPrivateKey) guest.getPrivate(), Curve.P_256);
    byte[] token = new byte[1500];
    JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
    return CpuTimer.micros(time, () -> signer.sign(header, token));
  }

  private Map<String, Object> jwk() {
    ECPublicKey point = (ECPublicKey) guest.getPublic();
    return Map.of(
        "kty",
        "EC",
        "crv",
        "P-256",
        "alg",
        "ECDH-ES+A256KW",
        "x",
        coordinate(point.getW().getAffineX()),
        "y",
        coordinate(point.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] full = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, full, 32 - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(full);
  }

  private static Map<String, Object> evidence() {
    char[] digest = new char[64];
    Arrays.fill(digest, 'A');
    return Map.of(
        "sample",
        Map.of(
            "debug",
            false,
            "launch_digest",
            "abcde",
            "platform_version",
            Map.of("major", 1, "minor", 4),
            "report_data",
            new String(digest),
            "svn",
            "1"));
  }

  private Map<String, Object> claims() {
    return Map.of("submods", Map.of("cpu0", Map.of("ear.veraison.annotated-evidence", evidence())));
  }
}
