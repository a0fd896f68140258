package dev.stitch.launch.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.store.bulk.BulkAct;
import dev.stitch.store.bulk.BulkKind;
import dev.stitch.store.bulk.BulkTarget;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An act on many. The first five say what is done to which; each of the others belongs to the kinds
 * whose route for one takes it.
 *
 * @param on what it is done to; of {@code pause, resume, retry, skip, cancel} journeys unless it
 *     says {@code runs}, of the others what they can be done to
 * @param filter the filters of the list of these, by their names, and {@code q}; none means all
 * @param ids instead of a filter
 * @param dryRun answers what would be taken and left out, and changes nothing
 * @param timers of {@code pause}
 * @param mode of {@code resume}
 * @param uxNodeId where a move goes
 * @param from of {@code retry}
 * @param version of {@code retry}: {@code pinned} or {@code latest}; of {@code migrate}: a
 *     version's number or {@code latest}
 * @param nodeMap of {@code migrate}
 * @param systemFlowId of {@code start_flow}
 * @param nodeId of {@code skip}
 * @param reason of {@code cancel}
 * @param choice of {@code answer}
 * @param answer of {@code answer}
 * @param add of {@code tag}: tags to add
 * @param remove of {@code tag}: tags to take away
 */
public record BulkActRequest(
    @Nullable BulkKind kind,
    @Nullable BulkTarget on,
    @Nullable ObjectNode filter,
    @Nullable List<UUID> ids,
    @Nullable Boolean dryRun,
    @Nullable String timers,
    @Nullable String mode,
    @Nullable String uxNodeId,
    @Nullable String from,
    @Nullable JsonNode version,
    @Nullable Map<String, String> nodeMap,
    @Nullable UUID systemFlowId,
    @Nullable String nodeId,
    @Nullable String reason,
    @Nullable String choice,
    @Nullable JsonNode answer,
    @Nullable List<String> add,
    @Nullable List<String> remove) {

  private static final Set<String> OF_EVERY_KIND = Set.of("kind", "on", "filter", "ids", "dryRun");

  /** Whether it only asks what would be taken. */
  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  /**
   * What is done, and to what.
   *
   * @throws Refusal when there is no such act
   */
  BulkAct act() {
    if (kind == null) {
      throw Refusal.invalid("/kind", "is required");
    }
    BulkTarget target = on == null ? kind.usual() : on;
    if (!kind.fits(target)) {
      throw Refusal.invalid(
          "/on", "'%s' cannot be done to %s".formatted(kind.word(), target.word()));
    }
    return new BulkAct(target, kind);
  }

  /** What is said besides what every kind takes; only what its kind takes can be read from it. */
  ObjectNode settings() {
    ObjectNode given = RequestJson.tree(this);
    given.remove(OF_EVERY_KIND);
    given.properties().removeIf(field -> field.getValue().isNull());
    return given;
  }
}
