package dev.stitch.store.bulk;

import java.util.Locale;
import java.util.Optional;

/** What an operation does to many, and to what. */
public record BulkAct(BulkTarget target, BulkKind kind) {

  public BulkAct {
    if (!kind.fits(target)) {
      throw new IllegalArgumentException(kind + " does not fit " + target);
    }
  }

  /** The act that a row's kind names; empty for seedings and for what follows a template. */
  public static Optional<BulkAct> of(String rowKind) {
    int dot = rowKind.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.of(
            new BulkAct(
                BulkTarget.valueOf(rowKind.substring(0, dot).toUpperCase(Locale.ROOT)),
                BulkKind.valueOf(rowKind.substring(dot + 1).toUpperCase(Locale.ROOT))));
  }

  /** As a row's kind. */
  public String rowKind() {
    return target.word() + "." + kind.word();
  }
}
