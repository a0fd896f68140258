package dev.stitch.api.authoring;

import dev.stitch.port.MailActivities.TestResult;
import io.micronaut.core.annotation.Nullable;

/**
 * What came of a test mail.
 *
 * @param messageId its Message-ID header, null when it did not leave
 * @param mailbox by which it left, or was to; null for the usual one
 * @param code of the failure, as steps have it; null when it left
 * @param message in words
 */
record MailTestResult(
    boolean sent,
    @Nullable String messageId,
    @Nullable String mailbox,
    @Nullable String code,
    String message) {

  static MailTestResult of(TestResult result) {
    return new MailTestResult(
        result.sent(), result.messageId(), result.mailbox(), result.code(), result.message());
  }
}
