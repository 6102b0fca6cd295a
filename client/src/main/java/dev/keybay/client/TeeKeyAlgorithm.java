package dev.keybay.client;

/** The kinds of key that a guest may have its secrets encrypted to. */
public enum TeeKeyAlgorithm {
  /** ECDH-ES+A256KW on P-256, what guests use unless told otherwise. */
  P256,
  /** ECDH-ES+A256KW on P-521. */
  P521,
  /** RSA-OAEP-256 with 2048 bits. */
  RSA
}
