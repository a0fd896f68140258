package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.batch.BatchLauncher;
import dev.stitch.launch.batch.NewBatch;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.store.Ids;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactSnapshots.Walk;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Accepts runs that enrich, search and prune. Methods that accept take part in the surrounding
 * transaction, and throw {@link Refusal} where something cannot be meant.
 */
@Singleton
public class PipelineRuns {

  private static final String CONTACT_FILTER = "contactFilter";

  private final BatchLauncher launcher;

  PipelineRuns(BatchLauncher launcher) {
    this.launcher = launcher;
  }

  public AcceptedRun accept(EnrichRequest request, NewRun.Origin origin) {
    return accept(Ids.next(), request, origin);
  }

  /** As {@link #accept(EnrichRequest, NewRun.Origin)}, of a run whose id is known beforehand. */
  public AcceptedRun accept(UUID id, EnrichRequest request, NewRun.Origin origin) {
    EnrichRequest checked = PipelineRules.checked(request);
    return accept(id, WorkflowType.ENRICH, config(checked, checked.contactFilter()), origin);
  }

  public AcceptedRun accept(SearchRequest request, NewRun.Origin origin) {
    SearchRequest checked = PipelineRules.checked(request);
    return accept(Ids.next(), WorkflowType.SEARCH, config(checked, null), origin);
  }

  /** What {@code dryRun} says is not looked at. */
  public AcceptedRun accept(PruneRequest request, NewRun.Origin origin) {
    PruneRequest checked = checked(request);
    ObjectNode config = config(checked, checked.contactFilter());
    config.remove("dryRun");
    return accept(Ids.next(), WorkflowType.PRUNE, config, origin);
  }

  /**
   * Accepts what somebody keeps to be done later.
   *
   * @param type {@code ENRICH, SEARCH} or {@code PRUNE}
   * @param body of that type's route
   */
  public AcceptedRun accept(WorkflowType type, JsonNode body, NewRun.Origin origin) {
    return switch (type) {
      case ENRICH -> accept(RequestJson.read(body, EnrichRequest.class), origin);
      case SEARCH -> accept(RequestJson.read(body, SearchRequest.class), origin);
      case PRUNE -> accept(RequestJson.read(body, PruneRequest.class), origin);
      case FLOW, SYNC, SEQUENCE, AGENT ->
          throw new IllegalArgumentException("no pipeline: " + type);
    };
  }

  /** Refuses what {@link #accept(WorkflowType, JsonNode, NewRun.Origin)} would refuse. */
  public static void check(WorkflowType type, JsonNode body) {
    switch (type) {
      case ENRICH -> PipelineRules.checked(RequestJson.read(body, EnrichRequest.class));
      case SEARCH -> PipelineRules.checked(RequestJson.read(body, SearchRequest.class));
      case PRUNE -> PipelineRules.checked(RequestJson.read(body, PruneRequest.class));
      case FLOW, SYNC, SEQUENCE, AGENT ->
          throw new IllegalArgumentException("no pipeline: " + type);
    }
  }

  /** A request to prune with what it leaves open filled in. */
  public static PruneRequest checked(PruneRequest request) {
    return PipelineRules.checked(request);
  }

  /**
   * Among whom a pruning looks: never those who are archived.
   *
   * @param began who came later is not among them
   */
  public static Walk among(PruneRequest request, Instant began) {
    ContactFilter filter = request.contactFilter();
    ContactFilter active =
        filter == null ? ContactFilter.of(ContactStatus.ACTIVE) : filter.active();
    return new Walk(request.contactIds(), active, began);
  }

  /** What a run that enriches was asked for. */
  public static EnrichRequest enrichment(JsonNode config) {
    return RequestConfig.read(config, EnrichRequest.class);
  }

  /** What a run that searches was asked for. */
  public static SearchRequest search(JsonNode config) {
    return RequestConfig.read(config, SearchRequest.class);
  }

  /** What a run that prunes was asked for. */
  public static PruneRequest pruning(JsonNode config) {
    return RequestConfig.read(config, PruneRequest.class);
  }

  private static ObjectNode config(Record request, @Nullable ContactFilter filter) {
    ObjectNode config = RequestConfig.of(request);
    ObjectNode words = RequestConfig.of(filter);
    if (words != null) {
      config.set(CONTACT_FILTER, words);
    }
    return config;
  }

  private AcceptedRun accept(UUID id, WorkflowType type, ObjectNode config, NewRun.Origin origin) {
    String work = type.name().toLowerCase(Locale.ROOT);
    return launcher.accept(new NewBatch(id, type, work, origin, config, null, null, null));
  }
}
