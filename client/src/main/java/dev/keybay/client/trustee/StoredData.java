package dev.keybay.client.trustee;

import dev.keybay.client.AdminClient;
import dev.keybay.client.KbsClientException;
import dev.keybay.client.Listing;
import dev.keybay.client.PolicyAdmin;
import dev.keybay.client.PolicyName;
import dev.keybay.client.ResourceChanges;
import dev.keybay.client.ResourcePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resources, policies and reference values, over REST as an administrator. */
record StoredData(AdminClient admin, Path conf, Manner manner) {
  private static final int NOT_FOUND = 404;
  private static final String BINARY = "application/octet-stream";

  /**
   * Reference values and policies first, so that what they guard is never there without them.
   *
   * @throws KbsClientException if the broker cannot be asked at all
   */
  List<Finding> carry(Takeover takeover) throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<Item.ReferenceValue> values = takeover.items(Item.ReferenceValue.class).toList();
    if (!values.isEmpty()) {
      ValuesThere there = ValuesThere.of(admin);
      values.forEach(value -> findings.add(value(value, there)));
    }
    takeover.items(Item.Policy.class).forEach(policy -> findings.add(policy(policy)));
    findings.addAll(resources(takeover.items(Item.Resource.class).toList()));
    return findings;
  }

  private Finding value(Item.ReferenceValue item, ValuesThere there) {
    Manner.Step set =
        () -> admin.setReferenceValue(item.id(), item.value(), Optional.of(item.expiration()));
    try {
      return switch (there.inPlaceOf(item)) {
        case NOTHING -> manner.take(item, set);
        case THE_SAME -> Manner.present(item);
        case ANOTHER ->
            manner.replace(item, "another value or expiry is there: --force replaces it", set);
      };
    } catch (KbsClientException e) {
      return Manner.failed(item, e);
    }
  }

  private Finding policy(Item.Policy item) {
    Manner.Step set = () -> set(item);
    try {
      Map<String, @Nullable Object> there = new PolicyAdmin(admin).read(item.name());
      if (item.rego().equals(there.get("policy"))) {
        return Manner.present(item);
      }
      // The one that came with the broker: nobody has chosen it.
      return "default".equals(there.get("action"))
          ? manner.take(item, set)
          : manner.replace(item, "another policy is there: --force replaces it", set);
    } catch (KbsClientException e) {
      return e.status() == NOT_FOUND ? manner.take(item, set) : Manner.failed(item, e);
    }
  }

  private void set(Item.Policy item) {
    if (item.name().equals(PolicyName.GLOBAL)) {
      admin.setResourcePolicy(item.rego());
    } else {
      admin.setAttestationPolicy(item.name().id(), item.rego());
    }
  }

  private List<Finding> resources(List<Item.Resource> items) throws IOException {
    if (items.isEmpty()) {
      return List.of();
    }
    Map<String, String> tags = new HashMap<>();
    new Listing(admin)
        .resources("")
        .forEach(one -> tags.put(String.valueOf(one.get("path")), String.valueOf(one.get("etag"))));
    Ledger ledger = Ledger.open(conf);
    List<Finding> findings = new ArrayList<>();
    try {
      for (Item.Resource item : items) {
        findings.add(resource(item, Optional.ofNullable(tags.get(item.path().toString())), ledger));
      }
    } finally {
      if (!manner.plan()) {
        ledger.save();
      }
    }
    return findings;
  }

  private Finding resource(Item.Resource item, Optional<String> there, Ledger ledger) {
    byte[] value;
    try {
      value = item.content().read();
    } catch (IOException e) {
      return Manner.failed(item, e);
    }
    ResourceChanges changes = new ResourceChanges(admin, there, there.isEmpty());
    ResourcePath path = item.path();
    Manner.Step set = () -> ledger.put(path, value, changes.set(path, value, BINARY));
    if (there.isEmpty()) {
      return manner.take(item, set);
    }
    return ledger.knows(path, value, there.get())
        ? Manner.present(item)
        : manner.replace(
            item,
            "a resource is there that this import has not set, or set to something else:"
                + " --force replaces it",
            set);
  }
}
