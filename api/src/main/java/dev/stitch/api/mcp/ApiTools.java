package dev.stitch.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem;
import dev.stitch.api.openapi.Reference;
import dev.stitch.api.security.RouteRule;
import dev.stitch.api.security.RouteRules;
import dev.stitch.store.access.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.web.router.Router;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The tools that agents are offered, and what a call of one comes to. */
@Singleton
class ApiTools {

  /** Characters of an answer: about 15,000 tokens, of which a conversation bears some. */
  static final int MAX_ANSWER = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(ApiTools.class);

  private static final int FIRST_ERROR = 400;

  private static final ObjectMapper PLAIN = new ObjectMapper();

  private final InnerRequests api;
  private final ObjectMapper mapper;
  private final String version;
  private final Map<String, ApiTool> tools = new LinkedHashMap<>();

  ApiTools(Reference reference, Router router, InnerRequests api, ObjectMapper mapper) {
    this.api = api;
    this.mapper = mapper;
    ApiDescription description = new ApiDescription(reference.document());
    this.version = description.version();
    Map<String, Operation> operations = description.operations();
    for (OfferedOperations.Offered offered : OfferedOperations.ALL) {
      Operation operation = operations.get(offered.id());
      ApiTool tool = new ApiTool(operation, role(router, operation), offered);
      tools.put(tool.name(), tool);
    }
  }

  /** Who may call a route, as the gate reads it off the route itself. */
  private static Role role(Router router, Operation operation) {
    return router
        .uriRoutes()
        .filter(route -> route.getHttpMethod() == operation.method())
        .filter(route -> route.getUriMatchTemplate().toPathString().equals(operation.path()))
        .map(RouteRules::of)
        .filter(RouteRule.Needs.class::isInstance)
        .map(rule -> ((RouteRule.Needs) rule).role())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(operation.id() + " does not say which role it needs"));
  }

  /** The version of the API. */
  String version() {
    return version;
  }

  Collection<ApiTool> all() {
    return List.copyOf(tools.values());
  }

  /** Whether somebody of a role may call a tool. */
  boolean isFor(Role role, String name) {
    return role.includes(tools.get(name).role());
  }

  /** Calls a tool for the sender of a request; what the API refuses is the tool's error. */
  Mono<CallToolResult> call(ApiTool tool, Map<String, Object> arguments, HttpRequest<?> outer) {
    return Mono.defer(
            // As it came: what it may not hold is for the route to say.
            () -> api.send(tool.request(PLAIN.convertValue(arguments, ObjectNode.class), outer)))
        .map(this::result)
        .onErrorResume(ApiProblem.class, problem -> Mono.just(refused(problem)))
        .onErrorResume(RuntimeException.class, defect -> Mono.just(broken(tool, defect)));
  }

  private CallToolResult result(HttpResponse<?> response) {
    Object body = response.body();
    if (body instanceof Problem problem) {
      return error(problem.detail(), problem.errors());
    }
    return CallToolResult.builder()
        .addTextContent(body == null ? "Done." : bounded(json(body)))
        .isError(response.code() >= FIRST_ERROR)
        .build();
  }

  /** The SDK would take it for params that are wrong, and the model would send others. */
  private static CallToolResult broken(ApiTool tool, RuntimeException defect) {
    LOG.error("The tool {} has a defect", tool.name(), defect);
    return error("The call failed by a defect of the server.", List.of());
  }

  private static CallToolResult refused(ApiProblem problem) {
    return error(problem.getMessage(), problem.faults());
  }

  private static CallToolResult error(String detail, List<Problem.Fault> faults) {
    String text =
        faults.stream()
            .map(fault -> "\n- " + fault.pointer() + ": " + fault.message())
            .collect(Collectors.joining("", detail, ""));
    return CallToolResult.builder().addTextContent(bounded(text)).isError(true).build();
  }

  private String json(Object body) {
    try {
      return mapper.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the API answers with JSON", e);
    }
  }

  /** What is cut off is asked for in smaller pieces; the call itself has been carried out. */
  private static String bounded(String text) {
    return text.length() <= MAX_ANSWER
        ? text
        : "Only the first %,d of %,d characters; ask for less, such as a smaller pageSize.\n%s"
            .formatted(MAX_ANSWER, text.length(), text.substring(0, MAX_ANSWER));
  }
}
