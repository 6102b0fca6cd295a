package dev.keybay.itests.fuzz;

import dev.keybay.itests.fuzz.KeptConnection.Reply;

/** Policies that an administrator sets, and a guest whom they decide about. */
final class ResourcePolicies implements Target {
  private final Target policies;
  private final Attestations guest = new Attestations();
  private String token = "";
  private boolean asked;

  ResourcePolicies(String admin) throws Exception {
    policies = Targets.resourcePolicy(admin);
  }

  @Override
  public Input next(Mutator mutator, KeptConnection connection) throws Exception {
    asked = mutator.oneIn(4);
    if (!asked) {
      return policies.next(mutator, connection);
    }
    if (token.isEmpty()) {
      token = guest.token(connection);
    }
    return Input.get("resource/fuzz/key/1?who=me").with("Authorization", "Bearer " + token);
  }

  @Override
  public void answered(Reply reply) {
    if (asked && reply.body().contains("TokenVerifierError")) {
      token = ""; // it has expired
    }
  }
}
