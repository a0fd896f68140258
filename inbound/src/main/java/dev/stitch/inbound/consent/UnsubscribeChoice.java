package dev.stitch.inbound.consent;

import java.util.Locale;
import java.util.Optional;

/** What a recipient asks for on the page that a mail's link leads to. */
public enum UnsubscribeChoice {
  /** No more mail about what this one is about. */
  TOPIC,
  /** No more mail at all. */
  EVERYTHING,
  /** What this link did was a mistake. */
  UNDO;

  /** As the page's buttons name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<UnsubscribeChoice> of(String word) {
    for (UnsubscribeChoice choice : values()) {
      if (choice.word().equals(word)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
