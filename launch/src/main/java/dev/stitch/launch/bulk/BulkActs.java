package dev.stitch.launch.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.bulk.BulkContract;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launch;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunVersions;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.model.FlowKind;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkAct;
import dev.stitch.store.bulk.BulkCandidates;
import dev.stitch.store.bulk.BulkItems;
import dev.stitch.store.bulk.BulkKind;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkTarget;
import dev.stitch.store.bulk.BulkVerdict;
import dev.stitch.store.contact.ContactTags;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Accepts acts on many: the operation and all that it is about are written in one transaction, and
 * its workflow takes them page by page.
 */
@Singleton
public class BulkActs {

  /** The member of an operation's request that says how the act is done. */
  public static final String SETTINGS = "settings";

  /** The member of an operation's request that says who wants it. */
  public static final String ACTOR = "actor";

  /** Ids in a request; more are named by a filter. */
  private static final int MOST = 10_000;

  private final BulkItems items;
  private final BulkRepository operations;
  private final BulkMigrations migrations;
  private final UxNodes uxNodes;
  private final FlowRepository flows;
  private final RunVersions versions;

  BulkActs(
      BulkItems items,
      BulkRepository operations,
      BulkMigrations migrations,
      UxNodes uxNodes,
      FlowRepository flows,
      RunVersions versions) {
    this.items = items;
    this.operations = operations;
    this.migrations = migrations;
    this.uxNodes = uxNodes;
    this.flows = flows;
    this.versions = versions;
  }

  /** What an act on many has accepted. */
  public record AcceptedAct(UUID operationId, BulkVerdict verdict) {

    /**
     * How to start the operation once the rows are committed; empty when there is nothing to do.
     */
    public Optional<Launch> launch() {
      return verdict.accepted() == 0 ? Optional.empty() : Optional.of(BulkLaunches.of(operationId));
    }
  }

  /**
   * Writes the operation and what it is about in the surrounding transaction.
   *
   * @throws Refusal when the request cannot be meant
   */
  public AcceptedAct accept(BulkActRequest request, String actor) {
    return accept(asked(request), request.filter(), request.settings(), Jsonb.object(), actor);
  }

  /**
   * Accepts, as {@link #accept} does, that journeys of one flow go to a version of it. Who has left
   * the nodes of {@code nodeMap} when it is their turn, or has come to a version that was published
   * after this, does not go.
   *
   * @param standing the journeys
   * @param nodeMap old UX node id to new
   * @param newest the flow's last version
   */
  public AcceptedAct migrate(
      UUID flowId,
      int version,
      Map<String, String> nodeMap,
      BulkCandidates standing,
      int newest,
      String actor) {
    ObjectNode settings = Jsonb.object().put("version", version);
    settings.set("nodeMap", Jsonb.tree(nodeMap));
    BulkMigrations.Targets targets =
        migrations.targets(
            List.of(flowId), new BulkSettings.Migrate(settings.get("version"), nodeMap));
    Asked asked =
        new Asked(
            new BulkAct(BulkTarget.JOURNEYS, BulkKind.MIGRATE),
            standing.toMigrate(targets.ways()),
            targets.plans());
    return accept(asked, null, settings, Jsonb.object().put(BulkMigrations.UP_TO, newest), actor);
  }

  private AcceptedAct accept(
      Asked asked,
      @Nullable ObjectNode filter,
      ObjectNode settings,
      ObjectNode limits,
      String actor) {
    UUID operationId = Ids.next();
    ObjectNode summary = limits.put(ACTOR, actor);
    summary.set("filter", filter);
    summary.set(SETTINGS, settings);
    if (asked.plans() != null) {
      summary.set(BulkMigrations.PLANS, asked.plans());
    }
    operations.insert(
        operationId, asked.act().rowKind(), null, summary, BulkContract.workflowId(operationId));
    BulkVerdict verdict = items.accept(operationId, asked.candidates());
    operations.accepted(
        operationId, verdict.accepted(), Jsonb.tree(verdict.skipped()), verdict.skippedCount());
    return new AcceptedAct(operationId, verdict);
  }

  /** What {@link #accept} would take now; refuses what that refuses, and changes nothing. */
  public BulkVerdict rehearse(BulkActRequest request) {
    return items.judge(asked(request).candidates());
  }

  /**
   * A request that was understood.
   *
   * @param plans where a migration goes; null of every other act
   */
  private record Asked(BulkAct act, BulkCandidates candidates, @Nullable ObjectNode plans) {

    Asked(BulkAct act, BulkCandidates candidates) {
      this(act, candidates, null);
    }
  }

  private Asked asked(BulkActRequest request) {
    BulkAct act = request.act();
    BulkSettings settings = BulkSettings.read(act.kind(), request.settings());
    BulkCandidates wanted = wanted(act, request);
    return switch (settings) {
      case BulkSettings.Pause pause -> new Asked(act, wanted.toPause());
      case BulkSettings.Resume resume -> new Asked(act, wanted.toResume());
      case BulkSettings.Move move -> new Asked(act, toMove(wanted, move.uxNodeId()));
      case BulkSettings.Advance advance -> new Asked(act, wanted.toAdvance());
      case BulkSettings.Retry retry -> new Asked(act, wanted.toRetry());
      case BulkSettings.Skip skip -> new Asked(act, wanted.toSkipStep());
      case BulkSettings.Cancel cancel -> new Asked(act, wanted.toCancel());
      case BulkSettings.Migrate migrate -> {
        BulkMigrations.Targets targets = migrations.targets(items.flows(wanted), migrate);
        yield new Asked(act, wanted.toMigrate(targets.ways()), targets.plans());
      }
      case BulkSettings.StartFlow start -> new Asked(act, toStartFlow(wanted, start));
      case BulkSettings.Answer answer -> new Asked(act, toAnswer(wanted, answer));
      case BulkSettings.Archive archive -> new Asked(act, wanted.toArchive());
      case BulkSettings.Tag tag -> new Asked(act, toTag(wanted, tag));
    };
  }

  private static BulkCandidates wanted(BulkAct act, BulkActRequest request) {
    if ((request.ids() == null) == (request.filter() == null)) {
      throw Refusal.invalid("/ids", "name exactly one of ids and filter");
    }
    if (request.filter() != null) {
      return BulkCandidates.of(
          act.target(), BulkFilters.conditions(act.target(), request.filter()));
    }
    if (request.ids().size() > MOST) {
      throw Refusal.invalid(
          "/ids",
          "has %,d ids; at most %,d, or use a filter".formatted(request.ids().size(), MOST));
    }
    return BulkCandidates.of(act.target(), request.ids());
  }

  private BulkCandidates toMove(BulkCandidates wanted, @Nullable String uxNodeId) {
    if (uxNodeId == null) {
      throw Refusal.invalid("/uxNodeId", "is required");
    }
    List<String> hashes = items.planHashes(wanted);
    List<String> having =
        hashes.stream()
            .filter(hash -> uxNodes.ofPlan(hash).stream().anyMatch(n -> n.id().equals(uxNodeId)))
            .toList();
    if (having.isEmpty() && !hashes.isEmpty()) {
      // None has it: the refusal names those that one of them has.
      uxNodes.require(hashes.getFirst(), uxNodeId, "/uxNodeId");
    }
    return wanted.toMove(uxNodeId, having);
  }

  private BulkCandidates toStartFlow(BulkCandidates wanted, BulkSettings.StartFlow start) {
    if (start.systemFlowId() == null) {
      throw Refusal.invalid("/systemFlowId", "is required");
    }
    Flow flow =
        flows
            .find(start.systemFlowId())
            .filter(found -> found.kind() == FlowKind.SYSTEM)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "/systemFlowId", "there is no system flow " + start.systemFlowId()));
    versions.latest(flow);
    return wanted.toStartFlow(flow.id());
  }

  private static BulkCandidates toAnswer(BulkCandidates wanted, BulkSettings.Answer answer) {
    BoundedJson.require("/answer", answer.answer(), SizeLimits.TASK_ANSWER);
    return wanted.toAnswer(answer.choice() == null ? "" : answer.choice());
  }

  private static BulkCandidates toTag(BulkCandidates wanted, BulkSettings.Tag tag) {
    requireTags(tag);
    return wanted.toTag(tag.add(), tag.remove());
  }

  private static void requireTags(BulkSettings.Tag tag) {
    if (tag.add().isEmpty() && tag.remove().isEmpty()) {
      throw Refusal.invalid("/add", "name a tag to add, or one to remove");
    }
    Stream.concat(tag.add().stream(), tag.remove().stream())
        .filter(each -> each.isEmpty() || each.length() > ContactTags.LONGEST)
        .findFirst()
        .ifPresent(
            wrong -> {
              throw Refusal.invalid(
                  tag.add().contains(wrong) ? "/add" : "/remove",
                  "must be of 1 to " + ContactTags.LONGEST + " characters each");
            });
    tag.add().stream()
        .filter(tag.remove()::contains)
        .findFirst()
        .ifPresent(
            both -> {
              throw Refusal.invalid(
                  "/remove", "'" + both + "' cannot be added and removed at once");
            });
  }
}
