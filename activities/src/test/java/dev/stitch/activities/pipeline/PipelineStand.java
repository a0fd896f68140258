package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchSlices;
import dev.stitch.activities.http.TestServer;
import dev.stitch.launch.BatchLauncher;
import dev.stitch.launch.pipeline.EnrichRequest;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.launch.pipeline.PruneRequest;
import dev.stitch.launch.pipeline.SearchRequest;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A database, a web of our own with a search engine, and runs that are worked off slice by slice.
 */
final class PipelineStand implements AutoCloseable {

  private static final int MOST_SLICES = 200;

  final ApplicationContext context;
  final TestServer web = new TestServer();
  final WebPages search = new WebPages();

  PipelineStand(Map<String, String> more) throws IOException {
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.outbound.allow", "localhost");
    properties.put("stitch.search.url", search.url());
    properties.put("stitch.browser", "off");
    properties.putAll(more);
    context = ApplicationContext.run(properties);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Publishes a page and answers its address. */
  String page(String path, String body) {
    web.on(path, TestServer.answering(200, "text/html", "<html><body>" + body));
    return url(path);
  }

  String url(String path) {
    return "http://localhost:" + web.port() + path;
  }

  Contact contact(String email, String name, String attributes) throws IOException {
    UUID id = Ids.next();
    Contact contact =
        new Contact(
            id,
            name,
            email,
            null,
            null,
            null,
            null,
            Jsonb.object(),
            Jsonb.MAPPER.readTree(attributes.replace('\'', '"')),
            List.of(),
            ContactStatus.ACTIVE,
            null,
            null,
            List.of(),
            0,
            Instant.EPOCH,
            Instant.EPOCH);
    bean(ContactRepository.class).insert(contact, ConsentOrigin.of(ConsentSource.PERSON));
    return find(id);
  }

  Contact find(UUID id) {
    return bean(ContactRepository.class).find(id).orElseThrow();
  }

  void change(UUID id, Function<Contact, Contact> change) {
    ContactRepository contacts = bean(ContactRepository.class);
    bean(Database.class)
        .transaction(
            () ->
                contacts.update(
                    change.apply(contacts.findForUpdate(id).orElseThrow()),
                    ConsentOrigin.of(ConsentSource.PERSON)));
  }

  UUID enrich(EnrichRequest request) {
    return accept(runs -> runs.accept(request, origin()));
  }

  UUID search(SearchRequest request) {
    return accept(runs -> runs.accept(request, origin()));
  }

  UUID prune(PruneRequest request) {
    return accept(runs -> runs.accept(request, origin()));
  }

  private UUID accept(Function<PipelineRuns, BatchLauncher.Accepted> accepting) {
    return bean(Database.class)
        .transaction(() -> accepting.apply(bean(PipelineRuns.class)))
        .runId();
  }

  private static NewRun.Origin origin() {
    return new NewRun.Origin("test", "tester", Jsonb.object(), TriggerKind.USER, null);
  }

  /** Works a run off until it ends or waits. */
  BatchSlice work(UUID run) {
    for (int slice = 1; slice <= MOST_SLICES; slice++) {
      BatchSlice end = slice(run, slice);
      if (end.finished() || end.failure() != null || end.hold() != null) {
        return end;
      }
    }
    throw new AssertionError("run " + run + " does not end");
  }

  BatchSlice slice(UUID run, int slice) {
    String work =
        bean(Database.class)
            .first("SELECT work FROM batch_progress WHERE run_id = ?", row -> row.text("work"), run)
            .orElseThrow();
    return bean(BatchSlices.class).work(new BatchRequest(run, work, slice));
  }

  RunRow run(UUID run) {
    return bean(RunRepository.class).find(run).orElseThrow();
  }

  List<StepRow> steps(UUID run) {
    return bean(RunRepository.class).steps(run);
  }

  List<String> stepTypes(UUID run) {
    return steps(run).stream().map(step -> step.stepType() + " " + step.status()).toList();
  }

  StepRow step(UUID run, String type) {
    return steps(run).stream()
        .filter(step -> step.stepType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  static JsonNode json(String singleQuoted) throws IOException {
    return Jsonb.MAPPER.readTree(singleQuoted.replace('\'', '"'));
  }

  static ObjectNode object() {
    return Jsonb.object();
  }

  @Override
  public void close() {
    context.close();
    web.close();
    search.close();
  }
}
