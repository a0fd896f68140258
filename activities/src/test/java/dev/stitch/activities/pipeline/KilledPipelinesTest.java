package dev.stitch.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.launch.pipeline.EnrichRequest;
import dev.stitch.launch.pipeline.PruneRequest;
import dev.stitch.launch.pipeline.SearchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Database;
import dev.stitch.store.SqlFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Loses the database at every point of a run in turn; each run ends as if nothing had happened. */
@Tag("server")
class KilledPipelinesTest {

  private static final int MOST_POINTS = 2_000;

  private static final String ROWS =
      """
      SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') AS rows FROM (
          SELECT concat_ws(' ', 'contact', email, name, company, title, status, tags::text) AS line FROM contacts
          UNION ALL SELECT concat_ws(' ', 'revision', c.email, r.kind, r.fields::text)
              FROM contact_revisions r JOIN contacts c ON c.id = r.contact_id
          UNION ALL SELECT concat_ws(' ', 'identity', i.platform, i.platform_user_id) FROM contact_identities i
          UNION ALL SELECT concat_ws(' ', 'step', s.step_index, s.step_type, s.status, s.url, s.tool,
              c.email, s.error ->> 'code')
              FROM workflow_steps s LEFT JOIN contacts c ON c.id = s.contact_id
          UNION ALL SELECT concat_ws(' ', 'run', total_items, processed_items, success_items,
              skipped_items, error_items) FROM workflow_runs) lines
      """;

  private static final String CLEAR =
      "TRUNCATE contacts, contact_identities, contact_revisions, workflow_runs, model_calls CASCADE";

  private PipelineStand stand;
  private FailingDatabase failing;

  @BeforeEach
  void start() throws IOException {
    stand = new PipelineStand(Map.of(FailingDatabase.PROPERTY, "true"));
    failing = stand.bean(FailingDatabase.class);
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  @Test
  void anEnrichmentLosesAndDoublesNothing() throws Exception {
    String page = stand.page("/ada", "Ada works.");
    sweep(
        () -> {
          List<UUID> ids = new ArrayList<>();
          for (String email : List.of("a@example.org", "b@example.org")) {
            ids.add(contact(email, "{'website': '%s'}".formatted(page)));
          }
          ids.add(UUID.randomUUID());
          return stand.enrich(
              new EnrichRequest(
                  ids,
                  null,
                  List.of("title"),
                  List.of("website"),
                  "scripted",
                  "{\"title\": \"CTO\"}"));
        });
  }

  @Test
  void aSearchLosesAndDoublesNothing() throws Exception {
    stand.search.finds(stand.page("/one", "Ada"), stand.url("/gone"), stand.page("/two", "Bob"));
    String script =
        """
        {"contacts": [{"name": "Ada", "email": "ada@example.org", "phone": null, "company": null, "title": null},
          {"name": "Bob", "email": null, "phone": null, "company": null, "title": null}]}
        """;
    sweep(
        () ->
            stand.search(
                new SearchRequest("engines", 5, true, List.of("found"), "scripted", script)));
  }

  @Test
  void aPruningLosesAndDoublesNothing() throws Exception {
    sweep(
        () -> {
          for (int i = 0; i < 5; i++) {
            contact("c%d@example.org".formatted(i), "{'score': %d}".formatted(i));
          }
          contact("none@example.org", "{}");
          return stand.prune(new PruneRequest("contact.attributes.score < 3", null, null, null));
        });
  }

  private UUID contact(String email, String attributes) {
    try {
      return stand.contact(email, "C", attributes).id();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void sweep(Supplier<UUID> accepting) {
    String untouched = ended(accepting, Integer.MAX_VALUE);
    int point = 0;
    do {
      assertThat(ended(accepting, point)).as("lost at point %d", point).isEqualTo(untouched);
      point++;
    } while (failed && point < MOST_POINTS);
    System.out.println("The database was lost at each of " + (point - 1) + " points.");
    assertThat(failed).as("the last run came to its end before its point").isFalse();
    assertThat(point - 1).as("points at which the database was lost").isGreaterThan(10);
  }

  private boolean failed;

  private String ended(Supplier<UUID> accepting, int failAfter) {
    Database database = stand.bean(Database.class);
    database.update(CLEAR);
    UUID run = accepting.get();
    failing.failAfter(failAfter);
    BatchSlice end = null;
    for (int slice = 1; end == null || !end.finished(); slice++) {
      assertThat(slice).as("slices of a run that ends").isLessThan(20);
      try {
        end = stand.slice(run, slice);
      } catch (SqlFailure failure) {
        // The activity is tried again after what the fault caused, which no other failure is.
        if (!FailingDatabase.caused(failure)) {
          throw failure;
        }
      }
    }
    failed = failing.hasFailed();
    failing.work();
    return database.first(ROWS, row -> row.text("rows")).orElseThrow();
  }
}
