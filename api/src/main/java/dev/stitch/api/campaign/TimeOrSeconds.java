package dev.stitch.api.campaign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads a time that comes as in RFC 3339, or as whole seconds since 1970. */
final class TimeOrSeconds extends JsonDeserializer<Instant> {

  /** The last second of the year 9999. */
  private static final long LAST = 253_402_300_799L;

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> ofText(parser, parser.getText());
      case VALUE_NUMBER_INT -> ofSeconds(parser);
      default -> (Instant) context.handleUnexpectedToken(Instant.class, parser);
    };
  }

  private static Instant ofText(JsonParser parser, String text) throws IOException {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.getEpochSecond() >= 0 && time.getEpochSecond() <= LAST) {
        return time;
      }
    } catch (DateTimeException e) {
      // Answered below.
    }
    throw refused(parser, text);
  }

  private static Instant ofSeconds(JsonParser parser) throws IOException {
    BigInteger seconds = parser.getBigIntegerValue();
    if (seconds.signum() < 0 || seconds.bitLength() > 62 || seconds.longValue() > LAST) {
      throw refused(parser, seconds.toString());
    }
    return Instant.ofEpochSecond(seconds.longValue());
  }

  private static InvalidFormatException refused(JsonParser parser, String text) {
    return InvalidFormatException.from(
        parser, "must be a time of the years 1970 to 9999", text, Instant.class);
  }
}
