package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchStep;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.contact.FoundContacts;
import dev.stitch.activities.contact.FoundContacts.Registered;
import dev.stitch.activities.search.SearchEngine;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.search.WebSearch;
import dev.stitch.connectors.search.WebSearch.Result;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.launch.pipeline.SearchRequest;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches the web once, then reads what was found, one page after the other, and makes contacts of
 * whom the pages tell.
 */
@Singleton
class SearchWork implements BatchWork {

  static final String NAME = "search";

  /** More people than this on one page are a list of names. */
  private static final int MOST_OF_PAGE = 20;

  private static final String RESULTS = "results";
  private static final String INDEX = "index";
  private static final String URL = "url";

  private final Platforms platforms;
  private final PageReader pages;
  private final Facts facts;
  private final FoundContacts contacts;
  private final Clock clock = Clock.systemUTC();

  SearchWork(Platforms platforms, PageReader pages, Facts facts, FoundContacts contacts) {
    this.platforms = platforms;
    this.pages = pages;
    this.facts = facts;
    this.contacts = contacts;
  }

  @Override
  public Set<String> names() {
    return Set.of(NAME);
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException {
    SearchRequest request = PipelineRuns.search(run.config());
    if (progress.position() == null) {
      Optional<WebSearch> engine = platforms.search();
      if (engine.isEmpty()) {
        return new SliceEnd.Failed(new StepFailure(FailureCode.INVALID_CONFIG, SearchEngine.NONE));
      }
      search(engine.get(), request, progress);
    }
    while (progress.goesOn()) {
      JsonNode position = progress.position();
      int index = position.path(INDEX).asInt();
      if (index >= position.path(RESULTS).size()) {
        return new SliceEnd.Finished(result(progress));
      }
      String url = position.path(RESULTS).path(index).asText();
      Optional<SliceEnd> end = new OnePage(run, request, progress, url).read();
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new SliceEnd.More();
  }

  private void search(WebSearch engine, SearchRequest request, SliceProgress progress)
      throws PlatformException, InterruptedException {
    Trail trail = new Trail(clock, null);
    Instant since = trail.now();
    List<Result> results = engine.search(request.query(), request.maxResults());
    ObjectNode position = Jsonb.object().put(INDEX, 0);
    ArrayNode urls = position.putArray(RESULTS);
    results.forEach(result -> urls.add(result.url()));
    BatchStep step =
        trail
            .done(BatchStepType.WEB_SEARCH, since)
            .by("search")
            .given(
                Jsonb.object()
                    .put("query", request.query())
                    .put("maxResults", request.maxResults()))
            .answered(SearchEngine.told(results));
    progress.commit(
        position,
        page -> {
          page.total(results.size());
          page.add(RESULTS, results.size());
          page.step(step);
        });
  }

  private static ObjectNode result(SliceProgress progress) {
    return Jsonb.object()
        .put(RESULTS, progress.part(RESULTS))
        .put("found", progress.part("found"))
        .put("created", progress.part("created"))
        .put("known", progress.part("known"))
        .put("unidentified", progress.part("unidentified"));
  }

  /** One page of the results. */
  private final class OnePage {

    private final BatchRun run;
    private final SearchRequest request;
    private final SliceProgress progress;
    private final String url;
    private final Trail trail = new Trail(clock, null);

    OnePage(BatchRun run, SearchRequest request, SliceProgress progress, String url) {
      this.run = run;
      this.request = request;
      this.progress = progress;
      this.url = url;
    }

    /** How the slice ends by it; empty when it goes on with the next page. */
    Optional<SliceEnd> read() throws InterruptedException {
      Optional<ObjectNode> page = pages.read(url, trail);
      if (page.isEmpty()) {
        return failed(new StepException(FailureCode.UNAVAILABLE, "The page could not be read."), 0);
      }
      Material material = new Material();
      material.page(page.get());
      if (material.isEmpty()) {
        return found(List.of());
      }
      ObjectNode variables = Jsonb.object();
      variables.set("input", page.get());
      Facts.Question question =
          new Facts.Question(
              run.id(),
              URL + "/" + place(),
              request.model(),
              FactSchemas.SEARCH_TASK,
              material.text(),
              FactSchemas.ofPeople(),
              request.script(),
              variables);
      return switch (facts.find(question, url, trail)) {
        case Facts.Outcome.Found found ->
            found(FoundPerson.of(found.data(), url, material, request.model()));
        case Facts.Outcome.Nothing nothing ->
            failed(nothing.why(), Facts.refusals(progress.position(), nothing.why()));
        case Facts.Outcome.Ends ends -> Optional.of(ends.end());
      };
    }

    private int place() {
      return progress.position().path(INDEX).asInt();
    }

    private ObjectNode following(int refusals) {
      ObjectNode position = progress.position().deepCopy();
      return position.put(INDEX, place() + 1).put(Facts.REFUSALS, refusals);
    }

    private Optional<SliceEnd> found(List<FoundPerson> people) {
      List<FoundPerson> taken = people.stream().limit(MOST_OF_PAGE).toList();
      ContactCommit.write(
          progress,
          following(0),
          page -> {
            trail.steps().forEach(page::step);
            int created = 0;
            int known = 0;
            int unidentified = 0;
            for (FoundPerson person : taken) {
              if (!person.identified()) {
                page.step(passedOver(person, "nothing tells them from others of the page"));
                unidentified++;
              } else if (!request.create()) {
                page.step(passedOver(person, "create is false"));
              } else if (register(person, page)) {
                created++;
              } else {
                known++;
              }
            }
            page.add("found", taken.size() - unidentified);
            page.add("unidentified", unidentified);
            page.add("created", created);
            page.add("known", known);
            boolean found = request.create() ? created > 0 : taken.size() > unidentified;
            if (found) {
              page.succeeded(1);
            } else {
              page.skipped(1);
            }
          });
      return Optional.empty();
    }

    private boolean register(FoundPerson person, BatchPage page) {
      Instant since = trail.now();
      Registered registered =
          contacts.register(
              person.found(request.tags()),
              since,
              new RevisionOrigin(RevisionSource.SEARCH, run.id(), null, run.startedBy()));
      page.step(
          registered.created()
              ? trail
                  .done(BatchStepType.CONTACT_CREATE, since)
                  .about(registered.contactId())
                  .at(url)
                  .given(person.fields())
              : passedOver(person, "the contact is known").about(registered.contactId()));
      return registered.created();
    }

    private BatchStep passedOver(FoundPerson person, String reason) {
      return trail
          .skipped(BatchStepType.CONTACT_CREATE)
          .at(url)
          .given(person.fields())
          .answered(Jsonb.object().put("reason", reason));
    }

    private Optional<SliceEnd> failed(StepException why, int refusals) {
      List<BatchStep> steps = new ArrayList<>(trail.steps());
      progress.commit(
          following(refusals),
          page -> {
            steps.forEach(page::step);
            page.error(trail.failed(BatchStepType.ERROR, why, trail.now()).at(url));
          });
      return Facts.endAfter(refusals, why);
    }
  }
}
