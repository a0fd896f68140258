package dev.stitch.api.blueprint;

import dev.stitch.api.localstack.LocalStackController;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.blueprint.BlueprintRepository;
import dev.stitch.store.blueprint.FirstSteps;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The route that says how far somebody has come in the first five minutes. */
@Tag(name = "Blueprints")
@Controller("/api/first-steps")
class FirstStepsController {

  private final BlueprintRepository repository;

  FirstStepsController(BlueprintRepository repository) {
    this.repository = repository;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getFirstSteps", summary = "Reads what has been done with blueprints")
  FirstSteps get() {
    return repository.firstSteps(LocalStackController.STOP);
  }
}
