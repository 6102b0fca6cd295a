/** Attestation policies appraise evidence: trustworthiness vectors, tiers, extensions. */
@NullMarked
package dev.keybay.plugin.attest.appraisal;

import org.jspecify.annotations.NullMarked;
