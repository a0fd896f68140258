package dev.stitch.api.consent;

import java.util.Locale;
import java.util.Optional;

/** What a recipient asks for on the page that a mail's link leads to. */
enum UnsubscribeChoice {
  /** No more mail about what this one is about. */
  TOPIC,
  /** No more mail at all. */
  EVERYTHING,
  /** What this link did was a mistake. */
  UNDO;

  /** As the page's buttons name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<UnsubscribeChoice> of(String word) {
    for (UnsubscribeChoice choice : values()) {
      if (choice.word().equals(word)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
