package dev.stitch.activities.email;

import dev.stitch.mail.smtp.SmtpUrl;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.OptionalInt;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What an SMTP failure means.
 *
 * @param answered whether the server said no, so that it has not taken the mail
 */
record SmtpFailure(FailureCode code, boolean answered, String message, MessagingException cause) {

  private static final int BROKEN = -1;

  /**
   * @param lastReply the last three-digit code the server sent on this connection, or less than
   *     100; greeting, login and STARTTLS fail without telling theirs
   */
  static SmtpFailure of(SmtpUrl url, MessagingException failure, int lastReply) {
    int reply = brokenConnection(failure) ? BROKEN : refusal(failure).orElse(lastReply);
    if (reply >= 400 && reply < 500) {
      return new SmtpFailure(
          FailureCode.UNAVAILABLE,
          true,
          url + " asks to come back later: " + text(failure),
          failure);
    }
    if (reply >= 500) {
      return new SmtpFailure(
          FailureCode.REJECTED, true, url + " refused: " + text(failure), failure);
    }
    if (reply < 100) {
      return new SmtpFailure(
          FailureCode.UNAVAILABLE,
          false,
          "The connection to " + url + " failed: " + failure.getMessage(),
          failure);
    }
    // Nobody refused: the two do not fit together, e.g. STARTTLS is required and not offered.
    return new SmtpFailure(
        FailureCode.REJECTED,
        false,
        "Mail cannot go through " + url + ": " + text(failure),
        failure);
  }

  StepException asStepException() {
    return new StepException(code, message, cause);
  }

  /** The code of a refused command, in the chain that Jakarta Mail keeps beside the causes. */
  private static OptionalInt refusal(MessagingException failure) {
    for (Exception e = failure; e != null; e = next(e)) {
      switch (e) {
        case SMTPSendFailedException refused -> {
          return OptionalInt.of(refused.getReturnCode());
        }
        case SMTPSenderFailedException refused -> {
          return OptionalInt.of(refused.getReturnCode());
        }
        case SMTPAddressFailedException refused -> {
          return OptionalInt.of(refused.getReturnCode());
        }
        default -> {}
      }
    }
    return OptionalInt.empty();
  }

  private static boolean brokenConnection(MessagingException failure) {
    for (Exception e = failure; e != null; e = next(e)) {
      if (e instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private static String text(MessagingException failure) {
    Exception last = failure;
    while (next(last) != null) {
      last = next(last);
    }
    String text = String.valueOf(last.getMessage()).strip();
    return failure instanceof AuthenticationFailedException ? "login failed, " + text : text;
  }

  private static Exception next(Exception e) {
    return e instanceof MessagingException mail ? mail.getNextException() : null;
  }
}
