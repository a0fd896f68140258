package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequestJson;
import java.util.Collection;
import java.util.UUID;

/** A target, as an id that its route has in the path and the body of that route. */
final class TargetBody {

  private final ObjectNode target;

  TargetBody(ObjectNode target) {
    this.target = target;
  }

  /**
   * An id of the route's path.
   *
   * @throws Refusal when it is missing or no UUID
   */
  UUID id(String field) {
    JsonNode id = target.path(field);
    if (id.isMissingNode() || id.isNull()) {
      throw Refusal.invalid("/" + field, "is required");
    }
    try {
      return RequestJson.read(id, UUID.class);
    } catch (Refusal refused) {
      throw refused.within("/" + field);
    }
  }

  /**
   * The body of the route.
   *
   * @param pathIds what is in the path, and not in the body
   * @throws Refusal when it is not one
   */
  <T> T body(Class<T> type, Collection<String> pathIds) {
    return RequestJson.read(target.deepCopy().without(pathIds), type);
  }
}
