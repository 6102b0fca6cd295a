package dev.keybay.client.author;

import dev.keybay.format.jar.JarInspector.Inspected;
import dev.keybay.format.signature.Signer;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a jar gave.
 *
 * @param plugin empty if a host would refuse the jar
 * @param signer who signed all of it; empty if nobody did or the signature is not whole
 * @param errors for which a host refuses it
 * @param warnings what a host takes and somebody else may not
 */
record Findings(
    Optional<Inspected> plugin,
    Optional<Signer> signer,
    List<Finding> errors,
    List<Finding> warnings) {}
