package dev.keybay.api.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored key without its value.
 *
 * @param revision the store-wide number of the change that wrote it
 * @param size of the value in bytes
 * @param created when the key was first written since it was last absent
 * @param updated when this revision was written
 * @param expires when it will be gone, if ever
 */
public record SecretInfo(
    String key,
    long revision,
    int size,
    Instant created,
    Instant updated,
    Optional<Instant> expires) {}
