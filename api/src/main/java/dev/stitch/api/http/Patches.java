package dev.stitch.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** Applies merge patches to what a client may set of a row. */
@Singleton
public class Patches {

  private final ObjectMapper mapper;

  Patches(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** What {@code before} becomes by the patch; what the patch leaves out stays. */
  public <R extends Record> R apply(R before, ObjectNode patch, Class<R> type) {
    try {
      return mapper.treeToValue(MergePatch.apply(mapper.valueToTree(before), patch), type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
