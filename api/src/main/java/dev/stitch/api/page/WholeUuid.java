package dev.stitch.api.page;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads ids of paths and queries that are written out in full. Java's own reader takes {@code
 * 1-1-1-1-1} for an id with many zeros, which nobody means.
 */
@Singleton
public class WholeUuid implements TypeConverter<String, UUID> {

  private static final int LENGTH = 36;

  @Override
  public Optional<UUID> convert(String text, Class<UUID> type, ConversionContext context) {
    try {
      if (text.length() == LENGTH) {
        return Optional.of(UUID.fromString(text));
      }
      context.reject(text, new IllegalArgumentException("an id has " + LENGTH + " characters"));
    } catch (IllegalArgumentException e) {
      context.reject(text, e);
    }
    return Optional.empty();
  }
}
