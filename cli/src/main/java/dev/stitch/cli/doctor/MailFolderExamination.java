package dev.stitch.cli.doctor;

import dev.stitch.mail.imap.MailFolder;
import java.util.List;
import java.util.Map;

/** Fetched mail: whether the IMAP server shows us the folder. Nothing is read. */
final class MailFolderExamination implements Examination {

  private static final String SUBJECT = "inbox";

  private final Map<String, String> environment;

  MailFolderExamination(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Finding> examine() {
    String url = environment.getOrDefault("STITCH_IMAP_URL", "").strip();
    if (url.isEmpty()) {
      return List.of(Finding.good(SUBJECT, "STITCH_IMAP_URL is not set: workers fetch no mail"));
    }
    try {
      MailFolder folder = MailFolder.parse(url);
      return List.of(
          folder
              .refusal()
              .map(
                  reason ->
                      Finding.bad(
                          SUBJECT,
                          folder + " cannot be opened: " + reason,
                          "Check host, port, user, password and folder in STITCH_IMAP_URL."))
              .orElseGet(() -> Finding.good(SUBJECT, folder + " is open to us")));
    } catch (IllegalArgumentException malformed) {
      return List.of(Finding.bad(SUBJECT, malformed.getMessage(), "Correct STITCH_IMAP_URL."));
    }
  }
}
