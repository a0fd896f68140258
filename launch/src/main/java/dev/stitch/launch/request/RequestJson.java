package dev.stitch.launch.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.UUID;

/**
 * How requests are read, whoever makes them: literally, so that a wrong type is told and not
 * guessed at. Closed sets are in lower case.
 */
public final class RequestJson {

  /** Nesting of a request; what comes deeper is an attack or an accident. */
  private static final int MAX_DEPTH = 200;

  private static final ObjectMapper MAPPER =
      configured(JsonMapper.builder().addModule(new JavaTimeModule()).build());

  private RequestJson() {}

  /**
   * Reads a request that is JSON already.
   *
   * @throws Refusal naming the field that is wrong
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw JsonRefusals.of(e);
    }
  }

  /** A request as JSON again. */
  public static ObjectNode tree(Object request) {
    return MAPPER.valueToTree(request);
  }

  /** Has a mapper read as requests are read, and write every field, null ones too. */
  public static ObjectMapper configured(ObjectMapper mapper) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(1000).build());
    mapper.setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
    mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    mapper
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        .disable(DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS);
    mapper.setConfig(
        mapper
            .getDeserializationConfig()
            .with(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .without(MapperFeature.ALLOW_COERCION_OF_SCALARS));
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper
        .registerModule(StorableRequests.module())
        .registerModule(new SimpleModule("ids").addDeserializer(UUID.class, new StrictUuid()));
  }
}
