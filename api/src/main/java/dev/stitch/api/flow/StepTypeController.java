package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** What steps a system flow can have. */
@Tag(name = "Flows")
@Controller("/api/step-types")
class StepTypeController {

  /**
   * A step type as the editor needs it.
   *
   * @param schema JSON Schema of a node's {@code data}
   * @param branches the ways out besides the ordinary one, where its config adds none
   * @param effect whether it acts on the outside world
   * @param writes whether it changes what Stitch stores of contacts and their work
   */
  @Schema(name = "StepType")
  record Described(
      String id,
      String title,
      JsonNode schema,
      List<String> branches,
      String taskQueue,
      boolean effect,
      boolean writes) {

    static Described of(StepType type) {
      return new Described(
          type.id(),
          type.title(),
          type.schema(),
          type.branches(JsonNodeFactory.instance.objectNode()),
          type.taskQueue(),
          type.effect(),
          type.writes());
    }
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listStepTypes", summary = "Lists the step types of system flows")
  Page<Described> list() {
    return Page.whole(StepTypes.all().stream().map(Described::of).toList());
  }
}
