package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchStep;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.contact.ContactEnrichment;
import dev.stitch.activities.contact.ContactEnrichment.Filled;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.launch.pipeline.EnrichRequest;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactSnapshots;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks for what is missing of contacts, one after the other, and fills it in. */
@Singleton
class EnrichWork implements BatchWork {

  static final String NAME = "enrich";

  private final ContactSnapshots snapshots;
  private final ContactRepository contacts;
  private final ContactEnrichment enrichment;
  private final EnrichSources sources;
  private final Facts facts;
  private final Clock clock = Clock.systemUTC();

  EnrichWork(
      ContactSnapshots snapshots,
      ContactRepository contacts,
      ContactEnrichment enrichment,
      EnrichSources sources,
      Facts facts) {
    this.snapshots = snapshots;
    this.contacts = contacts;
    this.enrichment = enrichment;
    this.sources = sources;
    this.facts = facts;
  }

  @Override
  public Set<String> names() {
    return Set.of(NAME);
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException {
    EnrichRequest request = PipelineRuns.enrichment(run.config());
    WorkedContacts worked = new WorkedContacts(snapshots, run, request);
    Map<String, String> unusable = sources.unusable();
    while (progress.goesOn()) {
      Optional<WorkedContacts.Next> next = worked.next(progress.position());
      if (next.isEmpty()) {
        return new SliceEnd.Finished(result(progress));
      }
      Optional<SliceEnd> end =
          new OneContact(run, request, progress, next.get(), worked).enrich(unusable);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new SliceEnd.More();
  }

  private static ObjectNode result(SliceProgress progress) {
    return Jsonb.object()
        .put("enriched", progress.part("enriched"))
        .put("unchanged", progress.part("unchanged"))
        .put("fields", progress.part("fields"));
  }

  /** One contact of a run. */
  private final class OneContact {

    private final BatchRun run;
    private final EnrichRequest request;
    private final SliceProgress progress;
    private final WorkedContacts.Next next;
    private final WorkedContacts worked;
    private final Trail trail;

    OneContact(
        BatchRun run,
        EnrichRequest request,
        SliceProgress progress,
        WorkedContacts.Next next,
        WorkedContacts worked) {
      this.run = run;
      this.request = request;
      this.progress = progress;
      this.next = next;
      this.worked = worked;
      this.trail = new Trail(clock, next.id());
    }

    /** How the slice ends by it; empty when it goes on with the next contact. */
    Optional<SliceEnd> enrich(Map<String, String> unusable)
        throws PlatformException, InterruptedException {
      Optional<Contact> contact = contacts.find(next.id());
      if (contact.isEmpty()) {
        return failed(new StepException(FailureCode.NOT_FOUND, "There is no such contact."));
      }
      if (contact.get().status() == ContactStatus.ARCHIVED) {
        ObjectNode reason = Jsonb.object().put("reason", "the contact is archived");
        trail.add(trail.skipped(BatchStepType.ROUTING_DECISION).answered(reason));
        return skipped();
      }
      Gathered gathered = Gathered.of(next.id(), progress.position());
      Route route = route(contact.get(), unusable, gathered.isNew());
      if (!route.leadsSomewhere()) {
        return skipped();
      }
      sources.gather(route, gathered, trail, progress, this::keep);
      Material material = gathered.material();
      if (material.isEmpty()) {
        return material.incomplete()
            ? failed(
                new StepException(FailureCode.UNAVAILABLE, "None of its sources could be read."))
            : skipped();
      }
      return asked(contact.get(), route, material);
    }

    /** A contact that is gone on with has the step already. */
    private Route route(Contact contact, Map<String, String> unusable, boolean isNew) {
      Instant since = trail.now();
      Route route =
          Route.of(
              contact, enrichment.open(contact, request.fields()), request.sources(), unusable);
      if (isNew) {
        trail.add(
            trail
                .done(BatchStepType.ROUTING_DECISION, since)
                .given(Jsonb.object().set("sources", Jsonb.tree(request.sources())))
                .answered(route.toJson()));
      }
      return route;
    }

    private void keep(Gathered gathered) {
      List<BatchStep> steps = trail.handOver();
      commit(gathered.in(progress.position()), page -> steps.forEach(page::step));
    }

    private Optional<SliceEnd> asked(Contact contact, Route route, Material material)
        throws InterruptedException {
      ObjectNode variables = Jsonb.object();
      snapshots.find(contact.id()).ifPresent(seen -> variables.set("contact", seen));
      variables.set("input", material.toJson());
      Facts.Question question =
          new Facts.Question(
              run.id(),
              "contact/" + contact.id(),
              request.model(),
              FactSchemas.task(route.fields()),
              FactSchemas.known(contact) + material.text(),
              FactSchemas.ofFields(route.fields()),
              request.script(),
              variables);
      return switch (facts.find(question, null, trail)) {
        case Facts.Outcome.Found found ->
            filled(FactSchemas.grounded(found.data(), material, request.model()));
        case Facts.Outcome.Nothing nothing -> failed(nothing.why());
        case Facts.Outcome.Ends ends -> Optional.of(ends.end());
      };
    }

    private Optional<SliceEnd> filled(ObjectNode found) {
      RevisionOrigin origin =
          new RevisionOrigin(RevisionSource.ENRICH, run.id(), null, run.startedBy());
      commit(
          page -> {
            Instant since = trail.now();
            Optional<Filled> filled = enrichment.fill(next.id(), found, since, origin);
            boolean changed = filled.isPresent() && !filled.get().written().isEmpty();
            trail.steps().forEach(page::step);
            page.step(merged(found, filled, since));
            count(page, changed, filled.map(each -> each.written().size()).orElse(0));
          });
      return Optional.empty();
    }

    private BatchStep merged(ObjectNode found, Optional<Filled> filled, Instant since) {
      ObjectNode output = Jsonb.object();
      if (filled.isPresent()) {
        output.set("written", filled.get().written());
        output.set("kept", filled.get().kept());
        return trail.done(BatchStepType.CONTACT_MERGE, since).given(found).answered(output);
      }
      output.put("reason", "the contact was archived or deleted meanwhile");
      return trail.skipped(BatchStepType.CONTACT_MERGE).given(found).answered(output);
    }

    private static void count(BatchPage page, boolean changed, int fields) {
      if (changed) {
        page.succeeded(1);
        page.add("enriched", 1);
        page.add("fields", fields);
      } else {
        page.skipped(1);
        page.add("unchanged", 1);
      }
    }

    private Optional<SliceEnd> skipped() {
      commit(
          page -> {
            trail.steps().forEach(page::step);
            count(page, false, 0);
          });
      return Optional.empty();
    }

    private Optional<SliceEnd> failed(StepException why) {
      int refusals = Facts.refusals(progress.position(), why);
      commit(
          next.position().deepCopy().put(Facts.REFUSALS, refusals),
          page -> {
            trail.steps().forEach(page::step);
            page.error(trail.failed(BatchStepType.ERROR, why, trail.now()));
          });
      return Facts.endAfter(refusals, why);
    }

    private void commit(Consumer<BatchPage> content) {
      commit(next.position(), content);
    }

    private void commit(ObjectNode position, Consumer<BatchPage> content) {
      boolean first = progress.position() == null;
      int total = first ? worked.count() : 0;
      ContactCommit.write(
          progress,
          position,
          page -> {
            if (first) {
              page.total(total);
            }
            content.accept(page);
          });
    }
  }
}
