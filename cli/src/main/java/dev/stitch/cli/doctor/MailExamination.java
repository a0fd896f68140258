package dev.stitch.cli.doctor;

import dev.stitch.mail.smtp.MailServer;
import java.util.List;
import java.util.Map;

/** Mail: whether the SMTP server lets us in. Nothing is sent. */
final class MailExamination implements Examination {

  private static final String SUBJECT = "mail";

  private final Map<String, String> environment;

  MailExamination(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Finding> examine() {
    String url = environment.getOrDefault("STITCH_SMTP_URL", "").strip();
    if (url.isEmpty()) {
      return List.of(
          Finding.good(SUBJECT, "STITCH_SMTP_URL is not set: mail stays in the built-in mailbox"));
    }
    try {
      MailServer server = MailServer.parse(url);
      return List.of(
          server
              .refusal()
              .map(
                  reason ->
                      Finding.bad(
                          SUBJECT,
                          server + " does not let us in: " + reason,
                          "Check host, port, user and password in STITCH_SMTP_URL."))
              .orElseGet(() -> Finding.good(SUBJECT, server + " lets us in")));
    } catch (IllegalArgumentException malformed) {
      return List.of(Finding.bad(SUBJECT, malformed.getMessage(), "Correct STITCH_SMTP_URL."));
    }
  }
}
