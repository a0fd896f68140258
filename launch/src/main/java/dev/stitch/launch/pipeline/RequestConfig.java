package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.store.contact.ContactFilter;
import io.micronaut.core.annotation.Nullable;
import java.util.Locale;

/** Requests as the config of their runs: in the words of their routes. */
final class RequestConfig {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  private RequestConfig() {}

  /** What a run was asked for; its config has more than the request. */
  static <T> T read(JsonNode config, Class<T> type) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    for (var component : type.getRecordComponents()) {
      if (config.has(component.getName())) {
        request.set(component.getName(), config.get(component.getName()));
      }
    }
    return RequestJson.read(request, type);
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
    if (filter.activity() != null) {
      json.put("activity", filter.activity().name().toLowerCase(Locale.ROOT));
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
}
