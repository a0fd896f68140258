package dev.stitch.machine;

import java.util.Objects;

/** A published version of a flow, by number and by the hash that names its graph. */
public record PlanVersion(int version, String hash) {
  public PlanVersion {
    Objects.requireNonNull(hash, "hash");
  }
}
