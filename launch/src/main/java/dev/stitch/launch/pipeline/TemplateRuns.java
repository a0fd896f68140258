package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.Launch;
import dev.stitch.launch.request.Refusal;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.campaign.TemplateType;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Begins the runs of templates: one of type prospecting searches, one of type enrichment enriches,
 * one of type pruning prunes, by what its config says in the words of that route. Each does so
 * once, when it is activated or at its {@code startsAt}.
 */
@Singleton
public class TemplateRuns {

  private static final String CONFIG = "/config";

  private final Database database;
  private final TemplateRepository templates;
  private final PipelineRuns pipelines;
  private final Clock clock = Clock.systemUTC();

  TemplateRuns(Database database, TemplateRepository templates, PipelineRuns pipelines) {
    this.database = database;
    this.templates = templates;
    this.pipelines = pipelines;
  }

  /**
   * Accepts the run of a template that has just become active, in the surrounding transaction, in
   * which its row is locked.
   *
   * @return how to start it; empty when the template starts none, or not yet
   * @throws Refusal when the config cannot be meant
   */
  public Optional<Launch> begin(Template template, String actor) {
    Optional<WorkflowType> type = type(template.templateType());
    if (type.isEmpty() || !wants(template.config(), type.get())) {
      return Optional.empty();
    }
    ObjectNode body = body(template.config(), type.get());
    try {
      if (isDue(template.startsAt())) {
        return Optional.of(pipelines.accept(type.get(), body, origin(template, actor)).launch());
      }
      PipelineRuns.check(type.get(), body);
      return Optional.empty();
    } catch (Refusal refused) {
      throw refused.within(CONFIG);
    }
  }

  /**
   * Accepts the run of a template whose time has come, unless it has had one.
   *
   * @return how to start it once that is committed
   */
  public Optional<Launch> beginDue(UUID templateId) {
    return database.transaction(
        () ->
            templates
                .findForUpdate(templateId)
                .filter(template -> template.status() == TemplateStatus.ACTIVE)
                .filter(template -> !templates.hasPipelineRun(templateId))
                .flatMap(template -> begin(template, "template")));
  }

  /** Templates whose time has come and that have had no run. */
  public List<UUID> due(int limit) {
    return templates.dueForRun(clock.instant(), limit);
  }

  private boolean isDue(@Nullable Instant startsAt) {
    return startsAt == null || !startsAt.isAfter(clock.instant());
  }

  private static Optional<WorkflowType> type(TemplateType type) {
    return switch (type) {
      case PROSPECTING -> Optional.of(WorkflowType.SEARCH);
      case ENRICHMENT -> Optional.of(WorkflowType.ENRICH);
      case PRUNING -> Optional.of(WorkflowType.PRUNE);
      case OUTREACH, ENGAGEMENT, CONTENT, NURTURE -> Optional.empty();
    };
  }

  /** Without what its run cannot be without, a template is a campaign for whoever is enrolled. */
  private static boolean wants(JsonNode config, WorkflowType type) {
    Set<String> needed =
        switch (type) {
          case SEARCH -> Set.of("query");
          case ENRICH -> Set.of("contactIds", "contactFilter");
          case PRUNE -> Set.of("criteria");
          case FLOW, SYNC, SEQUENCE, AGENT -> Set.of();
        };
    return needed.stream().anyMatch(config::hasNonNull);
  }

  /** What of the config is the route's. A rehearsal is nothing to activate. */
  private static ObjectNode body(JsonNode config, WorkflowType type) {
    Class<? extends Record> request =
        switch (type) {
          case ENRICH -> EnrichRequest.class;
          case SEARCH -> SearchRequest.class;
          case PRUNE -> PruneRequest.class;
          case FLOW, SYNC, SEQUENCE, AGENT ->
              throw new IllegalArgumentException("no pipeline: " + type);
        };
    ObjectNode body = Jsonb.object();
    Arrays.stream(request.getRecordComponents())
        .map(component -> component.getName())
        .filter(name -> config.hasNonNull(name) && !name.equals("dryRun"))
        .forEach(name -> body.set(name, config.get(name)));
    return body;
  }

  private static NewRun.Origin origin(Template template, String actor) {
    return new NewRun.Origin(
        template.name(),
        actor,
        Jsonb.object()
            .put("kind", TriggerKind.TEMPLATE.word())
            .put("templateId", template.id().toString()),
        TriggerKind.TEMPLATE,
        template.id());
  }
}
