package dev.stitch.mail.mime;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;

/** What kind of thing a mail is. */
public sealed interface MailNature {

  /** A person wrote it. */
  record Reply() implements MailNature {}

  /**
   * A program says that the person is away.
   *
   * @param until the day of return as the text names it, null when none can be read
   */
  record OutOfOffice(@Nullable LocalDate until) implements MailNature {}

  /**
   * A mail could not be delivered.
   *
   * @param recipient the address that failed, null when the report names none
   * @param status enhanced status code of RFC 3463, e.g. {@code 5.1.1}
   */
  record Bounce(@Nullable String recipient, @Nullable String status) implements MailNature {

    /** Whether the address is bad, rather than full or unreachable for now. */
    public boolean forGood() {
      return status != null && status.startsWith("5");
    }
  }

  /** The recipient has called a mail spam (RFC 5965). */
  record Complaint(@Nullable String recipient) implements MailNature {}

  /** A report that asks nothing of anybody: delivered, or delivery delayed. */
  record Notice() implements MailNature {}
}
