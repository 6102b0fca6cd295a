package dev.keybay.api.store;

/**
 * A durable change of one key.
 *
 * @param deleted whether the key is gone; otherwise it was written
 */
public record SecretChange(String namespace, String key, long revision, boolean deleted) {}
