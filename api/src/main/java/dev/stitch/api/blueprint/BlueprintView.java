package dev.stitch.api.blueprint;

import dev.stitch.store.connection.Toolkit;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A blueprint as a gallery shows it.
 *
 * @param shows what there is to see in it, a few words each
 * @param spine the stages of its business flow in their order; empty when it has none
 * @param stepTypes the types of step that occur in it, of a template as templates name them
 * @param needs what it needs that is not part of the program
 * @param installed whether its flows, or its template, are there
 * @param isTemplate whether it is a campaign's template instead of flows
 * @param flowId the flow to look at, null while it is not installed, and of a template
 * @param templateId the template to look at, null while it is not installed, and of flows
 * @param flows its flows in the order in which they are made
 * @param lastTriedAt when a journey, run or enrollment of it last began, null when none ever has
 */
@Schema(name = "Blueprint")
record BlueprintView(
    String id,
    String title,
    String description,
    List<String> shows,
    List<Stage> spine,
    List<String> stepTypes,
    List<Need> needs,
    boolean installed,
    boolean isTemplate,
    @Nullable UUID flowId,
    @Nullable UUID templateId,
    List<Part> flows,
    @Nullable Instant lastTriedAt) {

  /** A stage of the spine, and how many system flows run there. */
  @Schema(name = "BlueprintStage")
  record Stage(String id, String label, int systemFlows) {}

  /**
   * A connection that steps call with.
   *
   * @param met whether it is there
   */
  @Schema(name = "BlueprintNeed")
  record Need(Toolkit toolkit, boolean met) {}

  /**
   * A flow of it.
   *
   * @param uxNodeId the stage at which it runs; null for the business flow and what runs by itself
   * @param flowId null while it is not installed
   */
  @Schema(name = "BlueprintFlow")
  record Part(String name, @Nullable String uxNodeId, @Nullable UUID flowId) {}
}
