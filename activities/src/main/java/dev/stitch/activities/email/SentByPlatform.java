package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.mail.PlatformMail;
import java.util.Optional;

/** What a platform calls a mail, in the output of the step that sent it. */
final class SentByPlatform {

  private static final String ID = "platformId";
  private static final String THREAD = "platformThreadId";
  private static final String MESSAGE = "platformMessageId";

  private SentByPlatform() {}

  static void add(ObjectNode output, PlatformMail mail) {
    output.put(ID, mail.id());
    if (mail.threadId() != null) {
      output.put(THREAD, mail.threadId());
    }
    if (mail.messageId() != null) {
      output.put(MESSAGE, mail.messageId());
    }
  }

  /** Empty where no platform sent it. */
  static Optional<PlatformMail> of(JsonNode output) {
    return Optional.ofNullable(output.path(ID).textValue())
        .map(
            id ->
                new PlatformMail(
                    id, output.path(THREAD).textValue(), output.path(MESSAGE).textValue()));
  }
}
