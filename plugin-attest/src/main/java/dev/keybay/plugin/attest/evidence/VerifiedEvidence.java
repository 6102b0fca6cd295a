package dev.keybay.plugin.attest.evidence;

import dev.keybay.api.attest.TeeClaims;
import dev.keybay.plugin.attest.initdata.InitData;
import java.util.Optional;

/**
 * What a verifier says of one device.
 *
 * @param tee whose verifier it was
 * @param claims what it says
 * @param runtimeData what the evidence is bound to
 * @param initData what the guest says it was started with; never for additional devices
 */
public record VerifiedEvidence(
    String tee, TeeClaims claims, RuntimeData runtimeData, Optional<InitData> initData) {}
