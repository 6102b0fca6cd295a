package dev.keybay.client.trustee;

import dev.keybay.client.AdminClient;
import dev.keybay.client.trustee.Finding.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Carries what was read to a broker. Run twice, the second run finds all of it there. */
public record MovingIn(AdminClient admin, Path conf, Manner manner) {
  private static final Set<String> AT_ONCE = Set.of("privateKey", "certificate", "tlsProfile");

  /**
   * Stored data first and settings last: these may shut the door to the administrator.
   *
   * @throws dev.keybay.client.KbsClientException if the broker cannot be asked at all
   * @throws UncheckedIOException if the settings folder cannot be used
   */
  public List<Finding> carry(Takeover takeover) {
    List<Finding> findings = new ArrayList<>();
    try {
      List<Finding> stored = new StoredData(admin, conf, manner).carry(takeover);
      findings.addAll(new ConfFolder(conf, manner).carry(takeover));
      findings.addAll(stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    findings.addAll(takeover.findings());
    return findings;
  }

  /** Whether a setting was changed that counts at the broker's next start only. */
  public static boolean wantsRestart(List<Finding> findings) {
    return findings.stream()
        .filter(one -> one.state() == State.DONE && one.to().startsWith("http.json "))
        .anyMatch(one -> !AT_ONCE.contains(one.to().substring("http.json ".length())));
  }
}
