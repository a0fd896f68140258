package dev.stitch.machine;

import java.util.Objects;

/** What every act must have. */
final class Identified {

  private Identified() {}

  static void require(String id, String actor) {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("an act needs an id");
    }
    Objects.requireNonNull(actor, "actor");
  }
}
