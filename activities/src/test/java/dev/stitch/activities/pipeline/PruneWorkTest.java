package dev.stitch.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.launch.pipeline.PruneRehearsal;
import dev.stitch.launch.pipeline.PruneRequest;
import dev.stitch.launch.pipeline.RunUndo;
import dev.stitch.launch.pipeline.Undone;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Database;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactArchive;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactLabel;
import dev.stitch.store.contact.ContactStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class PruneWorkTest {

  private static final String COLD = "contact.attributes.score < 10";

  private PipelineStand stand;

  @BeforeEach
  void start() throws IOException {
    stand = new PipelineStand(Map.of());
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  @Test
  void whoMeetsTheCriteriaIsArchivedWithAStepAndTheOthersStay() throws Exception {
    Contact cold = scored("cold@example.org", 1);
    Contact warm = scored("warm@example.org", 90);
    Contact unscored = stand.contact("new@example.org", "New", "{}");

    UUID run = stand.prune(new PruneRequest(COLD, null, null, null));
    BatchSlice end = stand.work(run);

    assertThat(end.finished()).isTrue();
    assertThat(status(cold)).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(status(warm)).isEqualTo(ContactStatus.ACTIVE);
    assertThat(status(unscored)).isEqualTo(ContactStatus.ACTIVE);
    assertThat(stand.stepTypes(run)).containsExactly("contact_archive completed", "error failed");
    assertThat(stand.step(run, "contact_archive").contactId()).isEqualTo(cold.id());
    assertThat(stand.step(run, "error").contactId()).isEqualTo(unscored.id());
    assertThat(stand.step(run, "error").error().path("message").asText()).contains("has(");
    assertThat(stand.run(run).items())
        .extracting("total", "processed", "success", "skipped", "error")
        .containsExactly(3, 3, 1, 1, 1);
    assertThat(end.result().path("archived").asInt()).isEqualTo(1);
  }

  @Test
  void aRehearsalTellsWhomItWouldArchiveAndArchivesNobody() throws Exception {
    Contact cold = scored("cold@example.org", 1);
    stand.contact("new@example.org", "New", "{}");

    PruneRehearsal.Forecast forecast =
        stand.bean(PruneRehearsal.class).forecast(new PruneRequest(COLD, null, null, true));

    assertThat(forecast.matched()).isEqualTo(1);
    assertThat(forecast.sample()).extracting(ContactLabel::id).containsExactly(cold.id());
    assertThat(forecast.failed()).isEqualTo(1);
    assertThat(forecast.complete()).isTrue();
    assertThat(status(cold)).isEqualTo(ContactStatus.ACTIVE);
  }

  @Test
  void onlyThoseOfTheFilterAreLookedAt() throws Exception {
    Contact one = scored("one@example.org", 1);
    Contact other = scored("other@example.org", 1);

    stand.work(
        stand.prune(
            new PruneRequest(
                COLD,
                null,
                new ContactFilter("one@", null, null, null, null, null, null, null),
                false)));

    assertThat(status(one)).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(status(other)).isEqualTo(ContactStatus.ACTIVE);
  }

  @Test
  void ofThoseWhoAreNamedOnlyTheOnesThatMeetTheCriteriaAreArchived() throws Exception {
    Contact cold = scored("cold@example.org", 1);
    Contact warm = scored("warm@example.org", 90);
    Contact unnamed = scored("unnamed@example.org", 1);
    Contact archived = scored("archived@example.org", 1);
    stand.bean(ContactArchive.class).archive(Map.of(archived.id(), archived.version()));
    PruneRequest named =
        new PruneRequest(
            COLD, List.of(warm.id(), cold.id(), archived.id(), UUID.randomUUID()), null, null);

    PruneRehearsal.Forecast forecast = stand.bean(PruneRehearsal.class).forecast(named);
    UUID run = stand.prune(named);
    stand.work(run);

    assertThat(forecast.sample()).extracting(ContactLabel::id).containsExactly(cold.id());
    assertThat(forecast.evaluated()).isEqualTo(2);
    assertThat(status(cold)).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(status(warm)).isEqualTo(ContactStatus.ACTIVE);
    assertThat(status(unnamed)).isEqualTo(ContactStatus.ACTIVE);
    assertThat(stand.run(run).items().total()).isEqualTo(2);
  }

  @Test
  void whoWasChangedSinceTheyWereLookedAtIsNotArchived() throws Exception {
    Contact one = scored("one@example.org", 1);
    Contact other = scored("other@example.org", 1);
    stand.change(one.id(), contact -> contact.withEmail("new@example.org"));

    List<UUID> archived =
        stand
            .bean(ContactArchive.class)
            .archive(Map.of(one.id(), one.version(), other.id(), other.version()));

    assertThat(archived).containsExactly(other.id());
  }

  @Test
  void thousandsArePrunedAndBroughtBackAPageAtATime() {
    stand
        .bean(Database.class)
        .update(
            """
            INSERT INTO contacts (id, email, attributes)
            SELECT gen_random_uuid(), 'c' || i || '@example.org', jsonb_build_object('score', i % 2 * 50)
            FROM generate_series(1, 2500) AS i
            """);

    UUID run = stand.prune(new PruneRequest(COLD, null, null, null));
    stand.work(run);
    Undone undone = stand.bean(RunUndo.class).undo(run, "tester");

    assertThat(stand.run(run).items().success()).isEqualTo(1250);
    assertThat(stand.steps(run)).hasSize(1250);
    assertThat(undone.restored()).isEqualTo(1250);
    assertThat(archivedNow()).isZero();
  }

  @Test
  void undoBringsBackEachOnceAndLeavesWhomSomebodyBroughtBackAlready() throws Exception {
    Contact one = scored("one@example.org", 1);
    Contact other = scored("other@example.org", 2);
    UUID run = stand.prune(new PruneRequest(COLD, null, null, null));
    stand.work(run);
    stand
        .bean(Database.class)
        .update("UPDATE contacts SET status = 'active' WHERE id = ?", other.id());

    Undone undone = stand.bean(RunUndo.class).undo(run, "tester");
    stand.bean(ContactArchive.class).archive(Map.of(one.id(), stand.find(one.id()).version()));
    Undone again = stand.bean(RunUndo.class).undo(run, "tester");

    assertThat(undone.restored()).isEqualTo(1);
    assertThat(undone.left()).isEqualTo(1);
    assertThat(undone.details().getFirst().contactId()).isEqualTo(other.id());
    assertThat(again.restored()).isZero();
    assertThat(again.alreadyUndone()).isEqualTo(1);
    assertThat(status(one)).isEqualTo(ContactStatus.ARCHIVED);
  }

  private Contact scored(String email, int score) throws IOException {
    return stand.contact(email, "C", "{'score': %d}".formatted(score));
  }

  private ContactStatus status(Contact contact) {
    return stand.find(contact.id()).status();
  }

  private long archivedNow() {
    return stand
        .bean(Database.class)
        .number("SELECT count(*) FROM contacts WHERE status = 'archived'");
  }
}
