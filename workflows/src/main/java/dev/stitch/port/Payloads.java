package dev.stitch.port;

import dev.stitch.json.JsonCodec;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** What clients, workers and tests make Temporal's payloads and failures with. */
public final class Payloads {

  private Payloads() {}

  /** JSON of {@link JsonCodec}; a refused update tells the client why. */
  public static DataConverter converter() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(JsonCodec.MAPPER))
        .withFailureConverter(new RefusalConverter());
  }
}
