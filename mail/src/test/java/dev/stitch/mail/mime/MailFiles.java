package dev.stitch.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The mails of this package's test resources. */
public final class MailFiles {

  private MailFiles() {}

  /** A mail that answers this Message-ID (without brackets), or has it where it answers nothing. */
  public static String mail(String name, String messageId, String token) {
    try (InputStream file = MailFiles.class.getResourceAsStream(name + ".eml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{{messageId}}", messageId)
          .replace("{{threadToken}}", token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
