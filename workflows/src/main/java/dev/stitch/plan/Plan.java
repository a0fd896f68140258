package dev.stitch.plan;

/**
 * A compiled graph. Immutable; identified by the hash of its canonical JSON and the version of the
 * compiler that made it, whose output for a hash never changes.
 */
public sealed interface Plan permits JourneyPlan, PathPlan {

  /** SHA-256 of the graph's canonical JSON, 64 lower-case hex digits. */
  String hash();
}
