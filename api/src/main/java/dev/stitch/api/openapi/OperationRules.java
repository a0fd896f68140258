package dev.stitch.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;

/** What the framework, the filters and the binders add to every operation. */
final class OperationRules {

  private static final String JSON = "application/json";
  private static final String STREAM = "text/event-stream";

  private final String path;
  private final String method;
  private final ObjectNode operation;

  OperationRules(String path, String method, ObjectNode operation) {
    this.path = path;
    this.method = method;
    this.operation = operation;
  }

  void apply() {
    readBody();
    readParameters();
    describeSuccess();
    addProblems();
  }

  /** Leaves what clients send: no argument of a binder, no body that is not read. */
  private void readBody() {
    if (!(operation.get("requestBody") instanceof ObjectNode body)) {
      return;
    }
    ObjectNode content = body.withObject("content");
    if (content.has(JSON)) {
      content.remove("*/*");
    }
    content.forEach(OperationRules::withoutArguments);
    if (content.has("*/*")) {
      operation.remove("requestBody");
    }
  }

  private static void withoutArguments(JsonNode media) {
    JsonNode parts = media.path("schema").path("allOf");
    if (parts.size() == 2 && parts.path(1).path("properties").has("caller")) {
      ((ObjectNode) media).set("schema", parts.get(0));
    }
  }

  private void readParameters() {
    ArrayNode read = operation.arrayNode();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("schema").path("$ref").asText().endsWith("/PageRequest")) {
        List.of("Page", "PageSize", "Sort", "Text").forEach(name -> read.add(shared(name)));
      } else {
        boolean optional = !parameter.path("required").asBoolean();
        if (optional && parameter.path("schema") instanceof ObjectNode schema) {
          // A parameter is there or not; it has no way to be null.
          withoutNull((ObjectNode) parameter, schema);
        }
        read.add(parameter);
      }
    }
    if (isStream()) {
      read.add(shared("LastEventIdHeader")).add(shared("LastEventId"));
    }
    if (!read.isEmpty()) {
      operation.set("parameters", read);
    }
  }

  private static void withoutNull(ObjectNode parameter, ObjectNode schema) {
    schema.remove("nullable");
    if (schema.path("allOf").size() == 1) {
      parameter.set("schema", schema.get("allOf").get(0));
    }
  }

  private ObjectNode shared(String parameter) {
    return operation.objectNode().put("$ref", "#/components/parameters/" + parameter);
  }

  private void describeSuccess() {
    for (var response : operation.withObject("responses").properties()) {
      ObjectNode description = (ObjectNode) response.getValue();
      if (description.path("description").asText().endsWith(" response")) {
        description.put("description", response.getKey().equals("204") ? "Done" : "The answer");
      }
      if (response.getKey().equals("201")) {
        description.withObject("headers").putObject("Location").put("$ref", header("Location"));
      }
      if (takesRevision() && !response.getKey().equals("204")) {
        description.withObject("headers").putObject("ETag").put("$ref", header("ETag"));
      }
      if (isStream()) {
        description
            .withObject("content")
            .withObject(STREAM)
            .putObject("schema")
            .put("$ref", "#/components/schemas/ServerSentEvents");
      }
    }
  }

  private static String header(String name) {
    return "#/components/headers/" + name;
  }

  private void addProblems() {
    addProblem("400", true);
    addProblem("401", true);
    addProblem("403", true);
    addProblem("404", path.contains("{") || writes() || leadsElsewhere());
    addProblem("406", true);
    addProblem("409", writes());
    addProblem("412", takesRevision());
    addProblem("413", writes());
    addProblem("415", operation.has("requestBody"));
    addProblem("422", true);
    addProblem("428", takesRevision());
    addProblem("429", true);
    addProblem("503", true);
  }

  private void addProblem(String status, boolean possible) {
    ObjectNode responses = operation.withObject("responses");
    if (possible && !responses.has(status)) {
      responses.putObject(status).put("$ref", "#/components/responses/Problem" + status);
    }
  }

  private boolean writes() {
    return !method.equals("get");
  }

  /** Addresses that browsers are sent to; where they lead may not be set up. */
  private boolean leadsElsewhere() {
    return operation.path("responses").has("302");
  }

  private boolean takesRevision() {
    for (Iterator<JsonNode> all = operation.path("parameters").elements(); all.hasNext(); ) {
      if (all.next().path("name").asText().equals("If-Match")) {
        return true;
      }
    }
    return false;
  }

  private boolean isStream() {
    return operation.path("responses").path("200").path("content").has(STREAM);
  }
}
