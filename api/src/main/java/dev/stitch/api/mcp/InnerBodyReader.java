package dev.stitch.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives controllers the body of an inner request as they would be given one from outside. */
@Singleton
class InnerBodyReader implements TypeConverter<InnerRequest.Body, Object> {

  private final ObjectMapper mapper;

  InnerBodyReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Optional<Object> convert(
      InnerRequest.Body body, Class<Object> type, ConversionContext context) {
    try {
      return type.isAssignableFrom(String.class)
          ? Optional.of(body.json())
          : Optional.of(mapper.readValue(body.json(), type));
    } catch (JsonProcessingException e) {
      context.reject(body, e);
      return Optional.empty();
    }
  }
}
