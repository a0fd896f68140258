package dev.stitch.activities.email;

import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.model.StepException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A way for mail to leave. */
public interface Mailbox {

  /** What flows call it and mails are marked with. */
  String name();

  /**
   * What limits call it: its name, or of a stored mail server the id, which no renaming changes.
   */
  default String key() {
    return name();
  }

  /**
   * How long it recognises the Message-ID of a mail it has taken and drops a second copy; zero when
   * it does not.
   */
  Duration remembers();

  /** Whom it sends as where a step does not say; empty for the server's usual sender. */
  default Optional<InternetAddress> sender() {
    return Optional.empty();
  }

  /** Whether a mail that goes on in a conversation must have its subject. */
  default boolean threadsBySubject() {
    return false;
  }

  /** The connection by which a mail can be looked for whose sending is not known. */
  default Optional<UUID> readBackBy() {
    return Optional.empty();
  }

  /**
   * Sends one mail, and notes it in {@code email_messages} with the claim.
   *
   * @throws StepException when it failed before the claim was taken
   */
  OutwardAct.Answer send(OutgoingMail mail, OutwardAct.Claim claim)
      throws StepException, InterruptedException;
}
