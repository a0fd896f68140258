package dev.stitch.activities.http;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a failed call means for its step. */
final class HttpFailure {

  /** Answers that say "not now": the server, or what stands before it, may do it later. */
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  /** How much of an answer is quoted, in characters. */
  private static final int QUOTE = 300;

  private HttpFailure() {}

  /** The call that brought no answer. */
  static StepException of(HttpCall call, IOException failure) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    String host = call.url().host();
    return switch (failure) {
      case ForbiddenAddressException forbidden ->
          new StepException(FailureCode.FORBIDDEN_ADDRESS, forbidden.getMessage(), forbidden);
      case UnknownHostException unknown ->
          new StepException(FailureCode.UNAVAILABLE, host + " has no address.", unknown);
      case RedirectException redirect ->
          new StepException(FailureCode.REJECTED, redirect.getMessage(), redirect);
      case InterruptedIOException timeout ->
          new StepException(
              FailureCode.TIMEOUT,
              host + " did not answer within " + call.limit().toMillis() + " ms.",
              timeout);
      default ->
          untrusted(failure)
              ? new StepException(
                  FailureCode.REJECTED, host + " is not who it says it is.", failure)
              : new StepException(
                  FailureCode.UNAVAILABLE,
                  "The connection to " + host + " failed: " + failure.getMessage(),
                  failure);
    };
  }

  /** The answer that is not what the step expects. */
  static StepException of(HttpCall call, HttpAnswer answer) {
    FailureCode code =
        LATER.contains(answer.status()) ? FailureCode.UNAVAILABLE : FailureCode.REJECTED;
    String quote = answer.body().isTextual() ? answer.body().asText() : answer.body().toString();
    String message =
        "%s answered %d: %s"
            .formatted(
                call.url().host(),
                answer.status(),
                quote.length() > QUOTE ? quote.substring(0, QUOTE) + "…" : quote);
    return answer
        .retryAfter()
        .map(pause -> new StepException(code, message, pause))
        .orElseGet(() -> new StepException(code, message));
  }

  static StepException tooLarge() {
    return new StepException(
        FailureCode.REJECTED,
        "The call was made, but its answer is longer than " + AnswerReader.MAX_BODY + " bytes.");
  }

  /**
   * Whether a gateway answered for a server that may have done what was asked: such an answer says
   * nothing about it.
   */
  static boolean fromGateway(HttpAnswer answer) {
    return answer.status() == 502 || answer.status() == 504;
  }

  private static boolean untrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }
}
