package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.store.page.Page;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** What steps a system flow can have. */
@Controller("/api/step-types")
class StepTypeController {

  /**
   * A step type as the editor needs it.
   *
   * @param schema JSON Schema of a node's {@code data}
   * @param branches the ways out besides the ordinary one, where its config adds none
   */
  record Described(
      String id,
      String title,
      JsonNode schema,
      List<String> branches,
      String taskQueue,
      boolean effect) {

    static Described of(StepType type) {
      return new Described(
          type.id(),
          type.title(),
          type.schema(),
          type.branches(JsonNodeFactory.instance.objectNode()),
          type.taskQueue(),
          type.effect());
    }
  }

  @Get
  Page<Described> list() {
    return Page.whole(StepTypes.all().stream().map(Described::of).toList());
  }
}
