package dev.stitch.activities.email;

import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.model.StepException;
import java.time.Duration;

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

  /**
   * Sends one mail, and notes it in {@code email_messages} with the claim.
   *
   * @throws StepException when it failed before the claim was taken
   */
  OutwardAct.Answer send(OutgoingMail mail, OutwardAct.Claim claim) throws StepException;
}
