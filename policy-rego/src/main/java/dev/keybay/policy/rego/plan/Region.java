package dev.keybay.policy.rego.plan;

/** The identity of a body: the owner of the locals that it declares. */
public final class Region {}
