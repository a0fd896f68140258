package dev.stitch.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Takes out of whole log lines, stack traces included, what has the shape of a secret. Our own code
 * logs none; this is for the messages of others.
 */
final class RedactingEncoder extends EncoderBase<ILoggingEvent> {

  private static final String HIDDEN = "[hidden]";

  /** Keys of ours, webhook secrets, credentials of headers, passwords in addresses, queries. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?<=\\bsk_)[A-Za-z0-9_-]{20,}"
              + "|(?<=\\bwhsec_)[A-Za-z0-9+/=]{8,}"
              + "|(?<=\\b(?i:bearer|basic) )[A-Za-z0-9._~+/=-]{8,}"
              + "|(?<=://[^\\s/:@]{0,100}:)[^\\s/@]+(?=@)"
              + "|(?<=[?&](?i:token|key|secret|password)=)[^&\\s\"]+");

  private final Encoder<ILoggingEvent> encoder;

  RedactingEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  @Override
  public byte[] headerBytes() {
    return encoder.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    return redacted(line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return encoder.footerBytes();
  }

  static String redacted(String line) {
    return SECRET.matcher(line).replaceAll(HIDDEN);
  }
}
