package dev.keybay.client.trustee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoresTest {
  private static final String LOCAL_FS =
      """
      [storage_backend]
      storage_type = "LocalFs"
      [storage_backend.backends.local_fs]
      dir_path = "store"
      [[plugins]]
      name = "resource"
      storage_backend_type = "kvstorage"
      """;

  @TempDir Path temp;
  private TrusteeFolder trustee;

  @BeforeEach
  void folder() {
    trustee = new TrusteeFolder(temp);
  }

  @Test
  void localFsIsReadWithItsEscapedSlashesAndWithFolders() throws Exception {
    trustee.file("store/repository/default\\x2Fkey\\x2F1", "one");
    trustee.file("store/repository/older/key/2", "two");
    Takeover takeover = trustee.read(LOCAL_FS);
    assertEquals(List.of("default/key/1", "older/key/2"), TrusteeFolder.resources(takeover));
    assertArrayEquals(bytes("one"), first(takeover).content().read());
    assertEquals(List.of(), takeover.findings());
  }

  @Test
  void localJsonIsReadWithItsBase64() throws Exception {
    trustee.file(
        "store/repository",
        "{\"default/key/1\":\"%s\",\"default/key/2\":\"?\"}"
            .formatted(TrusteeFolder.base64("one?>")));
    Takeover takeover =
        trustee.read(
            """
            [storage_backend]
            storage_type = "local_json"
            [storage_backend.backends.local_json]
            file_dir_path = "store"
            [[plugins]]
            name = "resource"
            """);
    assertArrayEquals(bytes("one?>"), first(takeover).content().read());
    assertEquals(
        List.of("left: default/key/2, " + temp.resolve("store/repository")),
        TrusteeFolder.findings(takeover));
  }

  @Test
  void policiesAndReferenceValuesAreRead() throws Exception {
    trustee.file("store/kbs/resource-policy.rego", "package policy\n");
    trustee.file("store/attestation_service_policy/default_cpu.rego", "package policy # cpu\n");
    value("launch", "2027-01-01T00:00:00Z");
    value("gone", "2026-05-31T23:59:59Z");
    Takeover takeover = trustee.read(LOCAL_FS);
    assertEquals(
        List.of("resource policy", "attestation policy default_cpu"),
        takeover.items(Item.Policy.class).map(Item.Policy::to).toList());
    Item.ReferenceValue value = takeover.items(Item.ReferenceValue.class).findFirst().orElseThrow();
    assertEquals("launch", value.id());
    assertEquals(List.of("abcde"), value.value());
    assertEquals("2027-01-01T00:00:00Z", value.expiration().toString());
    assertEquals(1, takeover.items(Item.ReferenceValue.class).count());
    assertTrue(
        TrusteeFolder.findings(takeover).get(0).startsWith("left: reference value gone"),
        takeover.findings().toString());
  }

  private void value(String name, String expiration) throws IOException {
    trustee.file(
        "store/reference_value/" + name,
        "{\"version\":\"0.1.0\",\"name\":\"%s\",\"expiration\":\"%s\",\"value\":[\"abcde\"]}"
            .formatted(name, expiration));
  }

  @Test
  void aLinkOutOfTheStoreIsNamedAndNotFollowed() throws Exception {
    Path outside = trustee.file("outside", "not Trustee's");
    Path inside = trustee.file("store/repository/a/b/c", "one");
    Path folder = inside.getParent();
    Files.createSymbolicLink(folder.resolve("out"), outside);
    Files.createSymbolicLink(folder.resolve("in"), inside);
    Files.createSymbolicLink(folder.resolve("nothing"), temp.resolve("nowhere"));
    Takeover takeover = trustee.read(LOCAL_FS);
    assertEquals(List.of("a/b/c", "a/b/in"), TrusteeFolder.resources(takeover));
    assertEquals(
        List.of(
            "it is a link out of the store's folder, and not followed", "it is a link to nothing"),
        takeover.findings().stream().map(Finding::note).sorted().toList());
  }

  @Test
  void aNamespaceOfJsonThatIsALinkOutOfTheStoreIsNotFollowed() throws Exception {
    Path outside = trustee.file("outside", "{\"a/b/c\":\"\"}");
    Files.createDirectories(temp.resolve("store"));
    Files.createSymbolicLink(temp.resolve("store/repository"), outside);
    Takeover takeover =
        trustee.read(
            LOCAL_FS
                .replace("LocalFs", "LocalJson")
                .replace("local_fs", "local_json")
                .replace("dir_path", "file_dir_path"));
    assertEquals(List.of(), TrusteeFolder.resources(takeover));
    assertEquals(1, TrusteeFolder.findings(takeover).size());
  }

  @Test
  void aNamespaceThatIsALinkOutOfTheStoreIsNotFollowed() throws Exception {
    trustee.file("outside/a/b/c", "not Trustee's");
    Files.createDirectories(temp.resolve("store"));
    Files.createSymbolicLink(temp.resolve("store/repository"), temp.resolve("outside"));
    Takeover takeover = trustee.read(LOCAL_FS);
    assertEquals(List.of(), TrusteeFolder.resources(takeover));
    assertEquals(1, TrusteeFolder.findings(takeover).size());
  }

  @Test
  void aNameThatIsNoResourceIsNamed() throws Exception {
    trustee.file("store/repository/only\\x2Ftwo", "x");
    assertEquals(
        List.of("left: resource only/two, " + temp.resolve("store/repository/only\\x2Ftwo")),
        TrusteeFolder.findings(trustee.read(LOCAL_FS)));
  }

  @Test
  void sessionsAreNotNeededAndProvisionedKeysAreLeft() throws Exception {
    trustee.file("store/kbs_protocol_session/1", "{}");
    trustee.file("store/provisioner/1", "{}");
    assertEquals(
        List.of("not needed store kbs_protocol_session", "left store provisioner"),
        trustee.read(LOCAL_FS).findings().stream()
            .map(one -> one.state() + " " + one.what())
            .toList());
  }

  @Test
  void foldersAndPolicyOfOlderVersionsAreRead() throws Exception {
    trustee.file("repository/default/key/1", "one");
    trustee.file("policy.rego", "package policy\n");
    Takeover takeover =
        trustee.read(
            """
            [policy_engine]
            policy_path = "policy.rego"
            [[plugins]]
            name = "resource"
            type = "LocalFs"
            dir_path = "repository"
            """);
    assertEquals(List.of("default/key/1"), TrusteeFolder.resources(takeover));
    assertEquals(
        List.of("resource policy line 2"),
        takeover.items(Item.Policy.class).map(one -> one.to() + " " + one.from()).toList());
  }

  @Test
  void whatCannotBeReadOutIsSaidWithTheReason() throws Exception {
    Takeover takeover =
        trustee.read(
            """
            [storage_backend]
            storage_type = "Postgres"
            [[plugins]]
            name = "resource"
            storage_backend_type = "Vault"
            vault_url = "https://vault.example"
            token = "s3cret"
            [[plugins]]
            name = "pkcs11"
            pin = "s3cret"
            [[plugins]]
            name = "nebula-ca"
            [[plugins]]
            name = "external"
            """);
    assertEquals(
        List.of(
            "left: resources of Vault, line 5",
            "left: plugin pkcs11, line 9",
            "left: plugin nebula-ca, line 12",
            "left: plugin external, line 14"),
        TrusteeFolder.findings(takeover));
    assertEquals(
        3, takeover.findings().stream().filter(one -> one.what().startsWith("store ")).count());
    assertTrue(takeover.findings().stream().noneMatch(one -> one.note().isEmpty()));
    assertTrue(!takeover.findings().toString().contains("s3cret"));
  }

  private static Item.Resource first(Takeover takeover) {
    return takeover.items(Item.Resource.class).findFirst().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
