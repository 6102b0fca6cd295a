package dev.keybay.api.session;

import java.time.Instant;

/**
 * A guest that has attested.
 *
 * @param id the RFC 7638 thumbprint of its TEE key, base64url: no credential
 * @param tee the TEE that attested, for example {@code snp}
 * @param session {@code cookie} or {@code bearer}: how it showed itself last
 * @param firstSeen when it first used its token
 * @param lastSeen when it last did
 * @param expires when its token expires
 * @param requests attested requests so far
 * @param denied how many of them the policy denied
 */
public record AttestedGuest(
    String id,
    String tee,
    String session,
    Instant firstSeen,
    Instant lastSeen,
    Instant expires,
    long requests,
    long denied) {}
