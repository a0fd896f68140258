package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.RunRefusedException;
import dev.stitch.store.contact.ContactFilter;
import io.micronaut.core.annotation.Nullable;
import java.util.Locale;
import java.util.stream.Collectors;

/** Requests as JSON: in the words of their routes, as runs, templates and schedules keep them. */
final class RequestJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  private RequestJson() {}

  /**
   * A request that somebody else keeps.
   *
   * @throws RunRefusedException when it has a field too many, or one of another type
   */
  static <T> T read(JsonNode body, Class<T> type) {
    try {
      return MAPPER.treeToValue(body, type);
    } catch (JsonMappingException e) {
      throw RunRefusedException.invalid(pointer(e), "is not known here, or of another type");
    } catch (JsonProcessingException e) {
      throw RunRefusedException.invalid("", "must be a JSON object");
    }
  }

  /** As {@link #read}, of what a run was asked for, which has more than the request. */
  static <T> T readConfig(JsonNode config, Class<T> type) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    for (var component : type.getRecordComponents()) {
      if (config.has(component.getName())) {
        request.set(component.getName(), config.get(component.getName()));
      }
    }
    return read(request, type);
  }

  /** A request without what it leaves open. */
  static ObjectNode of(Record request) {
    return withoutNulls(MAPPER.valueToTree(request));
  }

  /** A filter in the words of the list of contacts; null stays null. */
  static @Nullable ObjectNode of(@Nullable ContactFilter filter) {
    if (filter == null) {
      return null;
    }
    ObjectNode json = withoutNulls(MAPPER.valueToTree(filter));
    if (filter.status() != null) {
      json.put("status", filter.status().name().toLowerCase(Locale.ROOT));
    }
    return json;
  }

  private static ObjectNode withoutNulls(ObjectNode json) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    json.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> kept.set(field.getKey(), field.getValue()));
    return kept;
  }

  private static String pointer(JsonMappingException problem) {
    return problem.getPath().stream()
        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
        .collect(Collectors.joining());
  }
}
