package dev.stitch.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.DerivedId;
import io.micronaut.core.annotation.Nullable;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The workspace of a run of an agent, as the config of its row has it.
 *
 * @param id also of one that is yet to be made
 * @param repo what it is made of where it is not there; null where it was there before
 * @param branch to work on; null for one of the run's own, and for where one that is there stands
 * @param baseBranch where a new branch begins
 * @param persistent whether it stays when the run that made it has ended
 */
public record AgentWorkspace(
    UUID id,
    @Nullable String repo,
    @Nullable String branch,
    @Nullable String baseBranch,
    boolean persistent) {

  private static final String FIELD = "workspace";

  public AgentWorkspace {
    Objects.requireNonNull(id, "id");
  }

  /** The id of the workspace that a run makes. */
  public static UUID madeBy(UUID runId) {
    return DerivedId.of(runId, FIELD);
  }

  /** Of a config; empty where the run has none. */
  public static Optional<AgentWorkspace> of(JsonNode config) {
    JsonNode workspace = config.path(FIELD);
    return workspace.isObject()
        ? Optional.of(JsonCodec.MAPPER.convertValue(workspace, AgentWorkspace.class))
        : Optional.empty();
  }

  public void writeTo(ObjectNode config) {
    config.set(FIELD, JsonCodec.MAPPER.valueToTree(this));
  }

  /** The same repository in a workspace that another run makes. */
  AgentWorkspace anew(UUID runId) {
    return new AgentWorkspace(madeBy(runId), repo, branch, baseBranch, persistent);
  }
}
