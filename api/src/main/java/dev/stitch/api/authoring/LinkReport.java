package dev.stitch.api.authoring;

import dev.stitch.mail.html.MailLinks.Part;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Where the links of a mail lead.
 *
 * @param links each address once
 * @param warnings of the mail as a whole
 */
record LinkReport(List<Link> links, List<Warning> warnings) {

  /**
   * One address.
   *
   * @param parts where it stands
   * @param statusCode that the server answered with, null when it was not asked or did not answer
   * @param message in words, and what to do
   */
  @Schema(name = "CheckedLink")
  record Link(
      String url,
      List<Part> parts,
      LinkStatus status,
      @Nullable Integer statusCode,
      String message) {}

  /** What a check found. */
  @Schema(name = "LinkStatus")
  enum LinkStatus {
    OK,
    /** The server says that there is nothing, or fails. */
    BROKEN,
    /** The server refuses programs; readers may get through. */
    UNSURE,
    /** No server answered. */
    UNREACHABLE,
    /** Not on the public internet, so no reader gets there and no check goes there. */
    FORBIDDEN,
    /** No address that a mail program can open. */
    MALFORMED,
    /** Nothing to look at: an address of mail, a telephone, the unsubscribe link. */
    SKIPPED
  }

  /**
   * Something to mend.
   *
   * @param code {@code no_unsubscribe_link}
   */
  @Schema(name = "LinkWarning")
  record Warning(String code, Part part, String message) {}
}
