package dev.keybay.bench.section;

import dev.keybay.client.KbsClient;
import dev.keybay.client.KbsClientException;
import dev.keybay.client.KbsConnection;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.client.load.Exchange;

/** Guest after guest, each with the same key and a session of its own. */
final class HandshakeExchange implements Exchange {
  private final KbsConnection connection;
  private final TeeKey key = TeeKey.generate(TeeKeyAlgorithm.P256);

  HandshakeExchange(KbsConnection connection) {
    this.connection = connection;
  }

  @Override
  public int run() {
    try {
      KbsClient.attesting(connection, key, new SampleAttester()).attest();
      return 200;
    } catch (KbsClientException e) {
      if (e.status() == 0) {
        throw e;
      }
      return e.status();
    }
  }

  @Override
  public void close() {
    // The connections are the client's, shared by all.
  }
}
