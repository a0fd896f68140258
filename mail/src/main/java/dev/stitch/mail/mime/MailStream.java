package dev.stitch.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Mail as it streams in. What people write stands at its beginning, so that of large mail only so
 * much is kept in memory; the rest is read, since a sender must see its request taken.
 */
public final class MailStream {

  /** Bytes kept of one mail. */
  public static final int KEPT = 8 << 20;

  private MailStream() {}

  /** Reads a mail to its end and closes it. */
  public static byte[] read(InputStream stream) {
    try (stream) {
      byte[] kept = stream.readNBytes(KEPT);
      stream.transferTo(OutputStream.nullOutputStream());
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
