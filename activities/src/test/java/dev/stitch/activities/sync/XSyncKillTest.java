package dev.stitch.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.testing.DatabaseFaults;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlFailure;
import dev.stitch.store.crm.SyncSubType;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each sync of X is killed at every point at which it meets its database, and is then done again by
 * another worker. It ends as one that nothing has happened to.
 */
@Tag("server")
class XSyncKillTest {

  private final XStand stand = new XStand();

  @AfterEach
  void close() {
    stand.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = SyncSubType.class,
      names = {"X_CONTACTS", "X_TWEETS", "X_MENTIONS", "X_ENRICH"})
  void aSyncThatIsKilledAnywhereEndsWithoutDuplicateGapOrLostError(SyncSubType kind) {
    prepare();
    String untouched = outcome(kind, Integer.MAX_VALUE);
    int points = stand.faults.points();
    assertThat(points).isGreaterThan(20);

    for (int point = 1; point <= points; point++) {
      assertThat(outcome(kind, point)).as("killed at point " + point).isEqualTo(untouched);
      assertThat(stand.faults.killed()).as("it came to point " + point).isTrue();
    }
    System.out.printf("%s: killed at each of %d points%n", kind, points);
  }

  private void prepare() {
    stand.x.followers(7);
    stand.x.pagesOf(3);
    stand.x.person("77", "grace");
    for (int i = 1; i <= 7; i++) {
      stand
          .x
          .post(Integer.toString(1_000 + i), "post " + i)
          .putObject("public_metrics")
          .put("like_count", i);
      stand.x.mention(Integer.toString(2_000 + i), i % 2 == 0 ? "77" : "100003", "@stitch " + i);
    }
  }

  /** What a run leaves behind that is killed at that point once. */
  private String outcome(SyncSubType kind, int point) {
    stand.faults.revive();
    stand.clear();
    for (int i = 1; i <= 5; i++) {
      // Two of them are nobody on X.
      contact(i < 4 ? Integer.toString(100_000 + i) : Integer.toString(900 + i));
    }
    UUID id = stand.accept(kind);
    String work = kind.name().toLowerCase(Locale.ROOT);
    stand.faults.killAt(point);
    for (int slice = 0; slice < 100; slice++) {
      try {
        BatchSlice end = stand.slices.work(new BatchRequest(id, work, slice));
        if (end.finished()) {
          return outcome(id, end);
        }
        assertThat(end.failure()).isNull();
        assertThat(end.hold()).isNull();
      } catch (SqlFailure failure) {
        if (!DatabaseFaults.caused(failure)) {
          throw failure;
        }
        stand.faults.revive();
      }
    }
    throw new AssertionError("the run does not end");
  }

  private String outcome(UUID id, BatchSlice end) {
    String rows =
        String.join(
            ", ",
            stand.database.list(
                """
                SELECT t.name || '=' || t.n AS row FROM (
                    SELECT 'contacts' AS name, count(*) AS n FROM contacts
                    UNION ALL SELECT 'identities', count(*) FROM contact_identities
                    UNION ALL SELECT 'items', count(*) FROM content_items
                    UNION ALL SELECT 'posts', count(*) FROM content_posts
                    UNION ALL SELECT 'metrics', count(*) FROM engagement_metrics
                    UNION ALL SELECT 'engagements', count(*) FROM engagements
                    UNION ALL SELECT 'cursors', count(*) FROM sync_cursors
                    UNION ALL SELECT 'steps', count(*) FROM workflow_steps
                    UNION ALL SELECT 'errors', count(*) FROM workflow_steps WHERE step_type = 'error'
                    UNION ALL SELECT 'walks', count(*) FROM sync_cursors WHERE walk IS NOT NULL) t
                """,
                row -> row.text("row")));
    // The database keeps the members of an object in an order of its own.
    TreeMap<?, ?> result = Jsonb.MAPPER.convertValue(end.result(), TreeMap.class);
    return result + " " + stand.run(id).items() + " " + rows;
  }

  private void contact(String xId) {
    UUID id = Ids.next();
    stand.database.update(
        Sql.of("INSERT INTO contacts (id, name, email) VALUES (:id, :xId, :email)")
            .with("id", id)
            .with("xId", xId)
            .with("email", id + "@example.com"));
    stand.database.update(
        Sql.of(
                "INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)"
                    + " VALUES (:id, :contact, 'x', :xId)")
            .with("id", Ids.next())
            .with("contact", id)
            .with("xId", xId));
  }
}
