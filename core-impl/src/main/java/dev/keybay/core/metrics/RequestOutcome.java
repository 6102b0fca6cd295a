package dev.keybay.core.metrics;

/**
 * How a request ended.
 *
 * @param plugin plain name of the plugin that answered; empty if none was reached
 * @param version its version; empty if none was reached
 * @param method the HTTP method
 * @param status the HTTP status, 100 to 599
 * @param nanos from the router's start to the end of the answer, in nanoseconds
 * @param requestBytes size of the request's body; below 0 counts as 0
 * @param responseBytes size of the answer's body; below 0 counts as 0
 */
public record RequestOutcome(
    String plugin,
    String version,
    String method,
    int status,
    long nanos,
    long requestBytes,
    long responseBytes) {}
