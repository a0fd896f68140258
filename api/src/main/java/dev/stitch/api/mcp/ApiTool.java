package dev.stitch.api.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A route as a tool: {@code listFlows} as {@code list_flows}.
 *
 * @param role the least role that may call it
 */
record ApiTool(Operation operation, Role role, OfferedOperations.Offered offered) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private static final Pattern WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  String name() {
    return WORDS.matcher(operation.id()).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /** As clients are shown it. What a viewer may do changes nothing. */
  McpSchema.Tool described() {
    return McpSchema.Tool.builder(name(), JSON.convertValue(operation.inputSchema(), MAP))
        .description((operation.description() + " " + offered.hint()).strip())
        .annotations(
            ToolAnnotations.builder()
                .readOnlyHint(role == Role.VIEWER)
                .destructiveHint(offered.irreversible())
                .build())
        .build();
  }

  /**
   * The request that a call stands for.
   *
   * @param outer what the call came with, and with it the caller's credentials
   * @throws ApiProblem when an argument is not one of the tool's, or one that makes the address is
   *     missing; everything else is for the route to say
   */
  InnerRequest request(ObjectNode arguments, HttpRequest<?> outer) {
    refuseUnknown(arguments);
    InnerRequest request =
        InnerRequest.of(outer, operation.method(), path(arguments), body(arguments));
    for (Operation.Parameter parameter : operation.parameters()) {
      String value = text(parameter, arguments);
      if (value != null) {
        switch (parameter.place()) {
          case PATH -> {}
          case QUERY -> request.getParameters().add(parameter.name(), value);
          case HEADER -> request.getHeaders().add(parameter.name(), header(parameter, value));
        }
      }
    }
    return request;
  }

  private void refuseUnknown(ObjectNode arguments) {
    Set<String> known = operation.arguments();
    List<Problem.Fault> unknown =
        arguments.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !known.contains(name))
            .map(name -> new Problem.Fault("/" + name, "is not known; there are " + known))
            .toList();
    if (!unknown.isEmpty()) {
      throw ApiProblem.invalid(unknown);
    }
  }

  private String path(ObjectNode arguments) {
    String path = operation.path();
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.place() == Operation.Place.PATH) {
        String value = text(parameter, arguments);
        if (value == null || value.isBlank()) {
          throw ApiProblem.unreadable("/" + parameter.argument(), "is required");
        }
        path = path.replace("{" + parameter.name() + "}", encoded(value));
      }
    }
    return path;
  }

  /** As one segment of a path, so that no value leads to another route. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace(".", "%2E");
  }

  private @Nullable ObjectNode body(ObjectNode arguments) {
    if (operation.body() == null) {
      return null;
    }
    ObjectNode body = arguments.deepCopy().retain(operation.body().fields());
    return body.isEmpty() && !operation.body().required() ? null : body;
  }

  private static @Nullable String text(Operation.Parameter parameter, ObjectNode arguments) {
    JsonNode value = arguments.path(parameter.argument());
    if (value.isContainerNode()) {
      throw ApiProblem.unreadable("/" + parameter.argument(), "must be one value");
    }
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /** A revision's number stands for its entity tag, which is the number in quotation marks. */
  private static String header(Operation.Parameter parameter, String value) {
    return parameter.name().equals(HttpHeaders.IF_MATCH) && value.matches("[0-9]+")
        ? '"' + value + '"'
        : value;
  }
}
