package dev.stitch.plan;

/**
 * How a step is carried out: {@code LOCAL} steps finish within two seconds, have no outward effect
 * and share one local activity; {@code REMOTE} steps are regular activities with retry and timeout.
 */
public enum Locality {
  LOCAL,
  REMOTE
}
