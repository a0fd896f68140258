package dev.stitch.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.http.MergePatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the served document of the generated one. */
final class Completion {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private Completion() {}

  /**
   * The finished document.
   *
   * @param common a merge patch: what no controller says, and the shapes of stored JSON
   * @throws IllegalStateException when two routes have one operation id, or a route has none of its
   *     own
   */
  static ObjectNode of(ObjectNode generated, ObjectNode common) {
    ObjectNode document = Schemas.completed(generated);
    Map<String, String> operations = new HashMap<>();
    for (var path : document.withObject("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          String route = method.getKey() + " " + path.getKey();
          ObjectNode operation = (ObjectNode) method.getValue();
          requireName(operations, operation, route);
          new OperationRules(path.getKey(), method.getKey(), operation).apply();
        }
      }
    }
    return MergePatch.apply(document, common);
  }

  private static void requireName(
      Map<String, String> operations, ObjectNode operation, String route) {
    String id = operation.path("operationId").asText();
    List<String> missing = new ArrayList<>();
    if (!id.matches("[a-z][A-Za-z]{4,}")) {
      missing.add("operationId");
    }
    if (!operation.hasNonNull("summary")) {
      missing.add("summary");
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(route + " needs @Operation with " + missing);
    }
    if (operation.path("tags").size() != 1) {
      throw new IllegalStateException(route + " needs one @Tag, on its controller");
    }
    String other = operations.put(id, route);
    if (other != null) {
      throw new IllegalStateException(route + " and " + other + " are both called " + id);
    }
  }
}
