package dev.stitch.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.PlanVersion;
import dev.stitch.model.RunFamily;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.SequenceRuns.Enrolled;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Accepts the runs of enrollments: their rows are written, and then they may be started. */
@Singleton
public class SequenceLauncher {

  private final Database database;
  private final TemplateRepository templates;
  private final SequenceRuns sequences;
  private final RunLauncher runs;
  private final Clock clock = Clock.systemUTC();

  SequenceLauncher(
      Database database, TemplateRepository templates, SequenceRuns sequences, RunLauncher runs) {
    this.database = database;
    this.templates = templates;
    this.sequences = sequences;
    this.runs = runs;
  }

  /**
   * Gives those of a template's enrollments that are pending their first run, by the newest graph.
   *
   * @return how to start these runs; none while the template is not active or not due
   */
  public List<Launch> begin(UUID templateId, Collection<UUID> enrollmentIds) {
    return database.transaction(
        () ->
            templates
                .findForShare(templateId)
                .filter(this::isDue)
                .map(
                    template ->
                        sequences.mayBegin(enrollmentIds).stream()
                            .map(enrolled -> begin(template, enrolled))
                            .toList())
                .orElse(List.of()));
  }

  private boolean isDue(Template template) {
    return template.status() == TemplateStatus.ACTIVE
        && template.planHash() != null
        && (template.startsAt() == null || !template.startsAt().isAfter(clock.instant()));
  }

  private Launch begin(Template template, Enrolled enrolled) {
    UUID runId = Ids.next();
    PathArguments run =
        new PathArguments(
            runId,
            runId,
            null,
            template.name(),
            null,
            new PlanVersion(0, template.planHash()),
            Jsonb.object(),
            trigger(template.id(), enrolled.id()),
            TriggerKind.TEMPLATE.word(),
            enrolled.enrolledBy(),
            null,
            enrolled.contactId(),
            null,
            null,
            1,
            Jsonb.object(),
            null,
            false,
            null,
            false,
            null,
            null,
            List.of());
    Launch launch = accept(run, template.id(), enrolled.parentRunId());
    sequences.begin(enrolled.id(), runId, template.planHash());
    return launch;
  }

  /**
   * Writes the run of an enrollment down in the surrounding transaction.
   *
   * @param parentRunId the run of the bulk enrollment that it belongs to, or null
   * @return how to start it once the row is committed
   */
  public Launch accept(PathArguments run, @Nullable UUID templateId, @Nullable UUID parentRunId) {
    ObjectNode config = Jsonb.object();
    config.set("input", run.input());
    return runs.accept(
        new NewRun(
            run.runId(),
            WorkflowType.SEQUENCE,
            new NewRun.Origin(
                run.name(), run.startedBy(), run.trigger(), TriggerKind.TEMPLATE, templateId),
            new NewRun.Flow(null, null, run.plan().hash()),
            null,
            null,
            config,
            run.retryOf(),
            parentRunId),
        RunFamily.SEQUENCE,
        run);
  }

  private static ObjectNode trigger(UUID templateId, UUID enrollmentId) {
    return Jsonb.object()
        .put("kind", TriggerKind.TEMPLATE.word())
        .put("templateId", templateId.toString())
        .put("enrollmentId", enrollmentId.toString());
  }
}
