package dev.keybay.core.health;

/** A check that is red: its name and what is wrong. */
record Problem(String check, String text) {
  @Override
  public String toString() {
    return check + ": " + text;
  }
}
