package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.contact.ContactRequest;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.StorableRequests;
import dev.stitch.model.StepException;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Jsonb;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRoute;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads posts by the expressions of their endpoint. What evaluates to null fills nothing. */
final class Mapping {

  private final WebhookEndpoint endpoint;
  private final ObjectNode variables;
  private final ObjectNode contact = Jsonb.object();
  private final ObjectNode attributes = Jsonb.object();
  private final ObjectNode metadata = Jsonb.object();
  private final ObjectNode event = Jsonb.object();
  private final List<Fault> faults = new ArrayList<>();

  private Mapping(WebhookEndpoint endpoint, JsonNode body, JsonNode headers, Instant now) {
    this.endpoint = endpoint;
    this.variables = Jsonb.object().put("now", now.toString());
    variables.set("body", body);
    variables.set("headers", headers);
  }

  /**
   * @param headers by lower-case name
   * @throws ApiProblem 422 naming the expressions that failed on this post
   */
  static Meaning read(WebhookEndpoint endpoint, JsonNode body, JsonNode headers, Instant now) {
    return new Mapping(endpoint, body, headers, now).read();
  }

  private Meaning read() {
    // The contact's fields first, since without an address the rest does not matter.
    MappedField.OF_CONTACT.stream().filter(endpoint.mapping()::containsKey).forEach(this::read);
    endpoint.mapping().keySet().stream()
        .filter(field -> !MappedField.OF_CONTACT.contains(field))
        .forEach(this::read);
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    BoundedJson.require("/metadata", metadata, SizeLimits.METADATA);
    return new Meaning(contact(), metadata, uxNodeId(), event());
  }

  private void read(String field) {
    try {
      JsonNode value =
          Expressions.evaluate(Scope.WEBHOOK, endpoint.mapping().get(field), variables);
      if (!StorableRequests.isStorable(value)) {
        faults.add(
            new Fault("/mapping/" + field, "gives a text with " + StorableRequests.UNSTORABLE));
      } else if (!value.isNull()) {
        fill(MappedField.of(field).orElseThrow(), value);
      }
    } catch (StepException e) {
      faults.add(new Fault("/mapping/" + field, e.getMessage()));
    }
  }

  private void fill(MappedField field, JsonNode value) {
    switch (field.target()) {
      case CONTACT -> contact.set(field.path(), value);
      case ATTRIBUTES -> put(attributes, field.path(), value);
      case METADATA -> put(metadata, field.path(), value);
      case EVENT -> put(event, field.path(), value);
    }
  }

  private static void put(ObjectNode root, String path, JsonNode value) {
    ObjectNode at = root;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      at = at.get(names[i]) instanceof ObjectNode child ? child : at.putObject(names[i]);
    }
    at.set(names[names.length - 1], value);
  }

  private ContactRequest contact() {
    return new ContactRequest(
        text("name"),
        text("email"),
        text("phone"),
        text("company"),
        text("title"),
        text("timezone"),
        null,
        attributes,
        tags(),
        null,
        text("lifecycleStage"),
        null,
        null);
  }

  private @Nullable String text(String field) {
    JsonNode value = contact.get(field);
    if (value == null) {
      return null;
    }
    if (!value.isValueNode()) {
      throw ApiProblem.invalid("/mapping/" + field, "gives no text: " + shortened(value));
    }
    return value.asText();
  }

  private List<String> tags() {
    JsonNode value = contact.get("tags");
    if (value == null) {
      return List.of();
    }
    List<String> tags = new ArrayList<>();
    if (!value.isArray()) {
      throw ApiProblem.invalid("/mapping/tags", "gives no list: " + shortened(value));
    }
    value.forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private @Nullable String uxNodeId() {
    for (int i = 0; i < endpoint.routes().size(); i++) {
      WebhookRoute route = endpoint.routes().get(i);
      try {
        if (Expressions.test(Scope.WEBHOOK, route.when(), variables)) {
          return route.uxNodeId();
        }
      } catch (StepException e) {
        throw ApiProblem.invalid("/routes/" + i + "/when", e.getMessage());
      }
    }
    return endpoint.uxNodeId();
  }

  /** What is mapped to the event, else the whole body. */
  private @Nullable JsonNode event() {
    if (endpoint.event() == null) {
      return null;
    }
    boolean mapped =
        endpoint.mapping().keySet().stream().anyMatch(each -> each.startsWith("event."));
    JsonNode data = mapped ? event : variables.get("body");
    // Whoever posts cannot help it, whoever wrote the mapping can: it takes what the journey needs.
    BoundedJson.require("/event", data, SizeLimits.EVENT_DATA);
    return data;
  }
}
