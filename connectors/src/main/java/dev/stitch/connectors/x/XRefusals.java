package dev.stitch.connectors.x;

import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected.Kind;
import dev.stitch.connectors.http.Fields;
import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.Redaction;
import dev.stitch.store.connection.Capability;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What X means by a refusal of one kind of request. */
record XRefusals(Capability act, Clock clock) {

  private static final int PAYMENT_REQUIRED = 402;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  PlatformFailure of(PlatformAnswer answer, Redaction hiding) {
    Fields problem = answer.problem();
    String said = said(problem, hiding);
    if (kind(problem).equals("usage-capped") || answer.status() == PAYMENT_REQUIRED) {
      return new PlatformFailure.PaymentRequired(
          "X has no credits left for this app; buy some in X's developer console" + said);
    }
    return switch (answer.status()) {
      case FORBIDDEN -> forbidden(problem, said);
      case NOT_FOUND ->
          new PlatformFailure.Rejected("X knows no such thing" + said, Kind.NOT_FOUND);
      case TOO_MANY ->
          new PlatformFailure.RateLimited(
              "X takes no more requests of this kind for a while" + said,
              XLimits.until(answer, clock.instant()));
      default -> other(answer.status(), problem, said);
    };
  }

  private PlatformFailure forbidden(Fields problem, String said) {
    String detail = words(problem).toLowerCase(Locale.ROOT);
    if (detail.contains("duplicate content")) {
      return new PlatformFailure.Rejected("X has this very post already" + said, Kind.DUPLICATE);
    }
    if (detail.contains("reply to this conversation is not allowed")) {
      return new PlatformFailure.NotPermitted(
          "X lets programs reply only to who has mentioned or quoted the account" + said,
          Capability.REPLY_UNASKED);
    }
    return switch (kind(problem)) {
      case "client-forbidden" ->
          new PlatformFailure.NotPermitted("X does not let this app do it" + said, act);
      case "unsupported-authentication" ->
          new PlatformFailure.NeedsReconnect("The token is not one of a user of X" + said);
      default -> new PlatformFailure.Rejected("X does not allow it" + said, Kind.OTHER);
    };
  }

  private static PlatformFailure other(int status, Fields problem, String said) {
    if (status >= 500 || status == 408) {
      return new PlatformFailure.Transient("X is out of order (" + status + ")" + said, true);
    }
    return words(problem).matches("(?s).*\\b(pagination_token|next_token)\\b.*")
        ? new PlatformFailure.Rejected(
            "X does not know the page any more" + said, Kind.EXPIRED_CURSOR)
        : new PlatformFailure.Rejected("X refuses it (" + status + ")" + said, Kind.OTHER);
  }

  /** The last segment of the problem's type: its host is one of two. */
  private static String kind(Fields problem) {
    String type = problem.text("type");
    return type == null ? "" : type.substring(type.lastIndexOf('/') + 1);
  }

  private static String said(Fields problem, Redaction hiding) {
    String words = hiding.told(problem.text("detail", "title"));
    return words.isEmpty() ? "." : ": " + words;
  }

  private static String words(Fields problem) {
    return Stream.concat(
            Stream.of(problem),
            problem.objects("errors").stream()
                .flatMap(error -> Stream.of(error, error.object("parameters"))))
        .map(fields -> fields.json().toString())
        .collect(Collectors.joining(" "));
  }
}
