package dev.stitch.sending;

import dev.stitch.model.GateReason;
import java.time.Instant;

/** Something that holds mail back for a time. */
public interface Gate {

  /**
   * The first moment at or after {@code earliest} at which it lets the mail through: {@code
   * earliest} itself where it is open. Asked about what it answered, it answers the same.
   */
  Instant next(Instant earliest);

  /** The same without a spread after its opening, for mail that the spread would keep for ever. */
  default Gate atOpening() {
    return this;
  }

  GateReason reason();

  /** What holds the mail, in words, e.g. {@code 50 a day}. */
  String words();
}
