package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a continue-as-new does to a state: it goes through JSON, as workflows write and read it. */
final class Carried {

  private Carried() {}

  static <T> T over(T state, Class<T> type) {
    try {
      T read = JsonCodec.MAPPER.readValue(JsonCodec.MAPPER.writeValueAsBytes(state), type);
      assertThat(read).as("through JSON and back").isEqualTo(state);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
