package dev.stitch.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.sync.SyncRequest.Bounds;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.port.BatchActivities.Hold.Reason;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlFailure;
import dev.stitch.store.crm.SyncSubType;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.run.WorkflowType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The syncs of X, against a platform that pages, limits and fails over HTTP. */
@Tag("server")
class XSyncTest {

  private static final String FOLLOWERS = "/2/users/" + FakeX.OWN_ID + "/followers";
  private static final String TWEETS = "/2/users/" + FakeX.OWN_ID + "/tweets";
  private static final String MENTIONS = "/2/users/" + FakeX.OWN_ID + "/mentions";

  private final XStand stand = new XStand();
  private final FakeX x = stand.x;

  @AfterEach
  void close() {
    stand.close();
  }

  @Test
  void aRunIsUnderWayFromItsFirstMomentOn() {
    UUID id = stand.accept(SyncSubType.X_CONTACTS);

    RunRow run = stand.run(id);
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.workflowType()).isEqualTo(WorkflowType.SYNC);
    assertThat(run.config().path("syncSubType").asText()).isEqualTo("x_contacts");
    assertThat(run.owners().platformAccountId()).isEqualTo(XStand.CONNECTION);
    assertThat(stand.runs.steps(id))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.stepType()).isEqualTo("sync_page");
              assertThat(step.status()).isEqualTo("running");
            });
  }

  @Test
  void followersBecomeContactsAndTheRunTellsHowMany() {
    x.followers(25);
    x.pagesOf(10);

    UUID id = stand.accept(SyncSubType.X_CONTACTS);
    BatchSlice end = stand.work(id);

    assertThat(end.finished()).isTrue();
    assertThat(result(end)).isEqualTo("{\"added\":25,\"updated\":0,\"skipped\":0,\"errors\":0}");
    assertThat(stand.count("contacts")).isEqualTo(25);
    assertThat(stand.count("contact_identities")).isEqualTo(25);
    RunRow run = stand.run(id);
    assertThat(run.items()).isEqualTo(new RunRow.Items(25, 25, 25, 0, 0));
    assertThat(run.usage().costUsd()).isEqualByComparingTo(new BigDecimal("0.025"));
    assertThat(x.requests(FOLLOWERS)).hasSize(3);
    List<StepRow> steps = stand.runs.steps(id);
    assertThat(steps).extracting(StepRow::stepIndex).containsExactly(0, 1);
    assertThat(steps)
        .allSatisfy(
            step -> {
              assertThat(step.stepType()).isEqualTo("sync_page");
              assertThat(step.status()).isEqualTo("completed");
              assertThat(step.output().path("added").asInt()).isEqualTo(25);
              assertThat(step.output().path("pages").asInt()).isEqualTo(3);
              assertThat(step.durationMs()).isNotNegative();
            });
  }

  @Test
  void theNextSyncStopsAtTheFirstPageOfWhichEverybodyIsKnown() {
    x.followers(25);
    x.pagesOf(10);
    stand.sync(SyncSubType.X_CONTACTS);
    int asked = x.requests(FOLLOWERS).size();

    BatchSlice again = stand.sync(SyncSubType.X_CONTACTS);

    assertThat(x.requests(FOLLOWERS)).hasSize(asked + 1);
    assertThat(again.result().path("added").asInt()).isZero();
    assertThat(again.result().path("skipped").asInt()).isEqualTo(10);
    assertThat(stand.count("contacts")).isEqualTo(25);
  }

  @Test
  void aWeekAfterTheWholeListWasReadItIsReadAgain() {
    x.followers(25);
    x.pagesOf(10);
    stand.sync(SyncSubType.X_CONTACTS);
    assertThat(Instant.parse(stand.cursor(SyncSubType.X_CONTACTS)))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    stand.database.update(
        "UPDATE sync_cursors SET cursor = ?", Instant.now().minus(Duration.ofDays(8)).toString());
    int asked = x.requests(FOLLOWERS).size();

    stand.sync(SyncSubType.X_CONTACTS);

    assertThat(x.requests(FOLLOWERS)).hasSize(asked + 3);
    assertThat(Instant.parse(stand.cursor(SyncSubType.X_CONTACTS)))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void aRunThatWasBoundedIsGoneOnWithByTheNextAndNothingIsMissed() {
    x.followers(25);
    x.pagesOf(10);
    for (int pages = 0; pages < 3; pages++) {
      UUID id = stand.accept(SyncSubType.X_CONTACTS, new Bounds(1, null, null), null);
      assertThat(stand.work(id).finished()).isTrue();
      stand.close(id);
    }

    assertThat(stand.count("contacts")).isEqualTo(25);
    assertThat(x.requests(FOLLOWERS)).hasSize(3);
  }

  @Test
  void noMorePeopleAreReadThanWereAskedFor() {
    x.followers(25);

    UUID id = stand.accept(SyncSubType.X_CONTACTS, new Bounds(null, 7, null), null);
    stand.work(id);
    stand.close(id);
    UUID next = stand.accept(SyncSubType.X_CONTACTS, new Bounds(null, null, 5), null);
    stand.work(next);

    assertThat(stand.run(id).items().processed()).isEqualTo(7);
    assertThat(stand.run(id).usage().costUsd()).isEqualByComparingTo(new BigDecimal("0.007"));
    assertThat(stand.count("contacts")).isEqualTo(12);
  }

  @Test
  void postsBecomeContentWithItsMeasurementsAndAreReadOnce() {
    x.post("999", "the oldest").putObject("public_metrics").put("like_count", 3);
    x.post("1000", "a newer one, with a longer number")
        .putObject("public_metrics")
        .put("like_count", 1);
    BatchSlice end = stand.sync(SyncSubType.X_TWEETS);

    assertThat(result(end)).isEqualTo("{\"added\":2,\"updated\":0,\"skipped\":0,\"errors\":0}");
    assertThat(stand.cursor(SyncSubType.X_TWEETS)).isEqualTo("1000");
    assertThat(stand.count("content_items")).isEqualTo(2);
    assertThat(stand.count("content_posts")).isEqualTo(2);
    assertThat(
            stand.database.number(
                "SELECT value::int FROM engagement_metrics m JOIN content_posts p ON p.id = m.content_post_id"
                    + " WHERE p.platform_post_id = '999' AND m.metric = 'likes'"))
        .isEqualTo(3);

    x.post("1001", "the newest");
    BatchSlice next = stand.sync(SyncSubType.X_TWEETS);

    assertThat(x.requests(TWEETS).getLast().parameter("since_id")).isEqualTo("1000");
    assertThat(next.result().path("added").asInt()).isEqualTo(1);
    assertThat(stand.cursor(SyncSubType.X_TWEETS)).isEqualTo("1001");
  }

  @Test
  void whoMentionsTheAccountBecomesAContactWithAnEngagement() {
    x.person("77", "grace");
    x.mention("500", "77", "@stitch hello").put("in_reply_to_user_id", FakeX.OWN_ID);
    x.mention("501", "77", "@stitch again");
    x.mention("502", "88", "@stitch from somebody of whom X tells nothing");
    x.mention("503", FakeX.OWN_ID, "@stitch by itself");

    BatchSlice end = stand.sync(SyncSubType.X_MENTIONS);

    assertThat(result(end)).isEqualTo("{\"added\":3,\"updated\":0,\"skipped\":0,\"errors\":0}");
    assertThat(stand.count("contacts")).isEqualTo(2);
    assertThat(stand.count("content_posts")).isEqualTo(4);
    assertThat(
            stand.database.list(
                "SELECT type FROM engagements WHERE direction = 'inbound' ORDER BY platform_engagement_id",
                row -> row.text("type")))
        .containsExactly("reply", "mention", "mention");
    assertThat(x.requests(MENTIONS)).hasSize(1);
  }

  @Test
  void contactsAreCompletedByWhatXTellsOfThem() {
    x.person("77", "grace").put("description", "writes compilers");
    UUID known = contact("Grace", "77");
    UUID byName = contact("Grace, by her name", "@Grace");
    UUID gone = contact("Nobody", "99");
    UUID elsewhere = contact("Not on X", null);

    UUID id =
        stand.accept(SyncSubType.X_ENRICH, Bounds.NONE, List.of(known, byName, gone, elsewhere));
    BatchSlice end = stand.work(id);

    assertThat(end.finished()).isTrue();
    assertThat(stand.run(id).workflowType()).isEqualTo(WorkflowType.ENRICH);
    assertThat(end.result().path("errors").asInt()).isEqualTo(1);
    assertThat(end.result().path("skipped").asInt()).isEqualTo(1);
    assertThat(end.result().path("updated").asInt()).isEqualTo(1);
    assertThat(stand.steps(id, "error"))
        .singleElement()
        .satisfies(step -> assertThat(step.contactId()).isEqualTo(gone));
  }

  @Test
  void anEnrichmentThatWasBoundedIsGoneOnWithByTheNext() {
    for (int i = 1; i <= 5; i++) {
      x.person(Integer.toString(i), "person" + i).put("description", "says " + i);
      contact("Person " + i, Integer.toString(i));
    }

    for (int run = 0; run < 2; run++) {
      UUID id = stand.accept(SyncSubType.X_ENRICH, new Bounds(null, 3, null), null);
      stand.work(id);
      stand.close(id);
    }

    assertThat(
            stand.database.number("SELECT count(*) FROM workflow_steps WHERE step_type = 'error'"))
        .isZero();
    assertThat(x.requests("/2/users")).extracting(request -> request.parameter("ids")).hasSize(2);
    assertThat(stand.database.number("SELECT sum(success_items) FROM workflow_runs")).isEqualTo(5);
  }

  @Test
  void whatXCannotTellIsCountedAndTheFirstTenAreSteps() {
    for (int i = 1; i <= 14; i++) {
      contact("Gone " + i, Integer.toString(900 + i));
    }

    UUID id = stand.accept(SyncSubType.X_ENRICH);
    BatchSlice end = stand.work(id);

    assertThat(end.finished()).isTrue();
    assertThat(stand.run(id).items().error()).isEqualTo(14);
    assertThat(stand.steps(id, "error")).hasSize(10);
  }

  @Test
  void aLimitHoldsTheRunUntilXTakesRequestsAgain() {
    x.followers(25);
    x.pagesOf(10);
    Instant until = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    x.limit(1, until);

    UUID id = stand.accept(SyncSubType.X_CONTACTS);
    BatchSlice end = stand.work(id);

    assertThat(end.hold().reason()).isEqualTo(Reason.RATE_LIMIT);
    assertThat(end.hold().until()).isBetween(until, until.plusSeconds(6));
    assertThat(x.requests(FOLLOWERS)).as("X is not asked in vain").hasSize(1);
    assertThat(stand.count("contacts")).isEqualTo(10);

    x.limit(300, until);
    assertThat(stand.work(id).finished()).isTrue();
    assertThat(stand.count("contacts")).isEqualTo(25);
  }

  @Test
  void noCreditsADeadGrantAndAnOutageHoldTheRunEachWithItsReason() {
    x.followers(3);
    UUID id = stand.accept(SyncSubType.X_CONTACTS);

    x.failNext(FOLLOWERS, FakeX.unpaid());
    assertThat(stand.work(id).hold().reason()).isEqualTo(Reason.CREDITS);
    x.failNext(FOLLOWERS, Response.of(503, "{'title':'Service Unavailable'}"));
    assertThat(stand.work(id).hold().reason()).isEqualTo(Reason.OUTAGE);
    x.cutNext(FOLLOWERS);
    assertThat(stand.work(id).hold().reason()).isEqualTo(Reason.OUTAGE);
    x.failNext(FOLLOWERS, new Response(200, Map.of(), "half an ans"));
    assertThat(stand.work(id).hold().reason()).isEqualTo(Reason.OUTAGE);
    x.tokens().revoke();
    assertThat(stand.work(id).hold().reason()).isEqualTo(Reason.NEEDS_RECONNECT);

    stand.connections.replaceSecret(XStand.CONNECTION, stand.tokens().credentials());
    assertThat(stand.work(id).finished()).isTrue();
    assertThat(stand.count("contacts")).isEqualTo(3);
  }

  @Test
  void whatXRefusesForGoodFailsTheRunWithAReasonAndAStep() {
    x.failNext(FOLLOWERS, FakeX.forbidden());

    UUID id = stand.accept(SyncSubType.X_CONTACTS);
    BatchSlice end = stand.work(id);

    assertThat(end.failure().code()).isEqualTo(FailureCode.REJECTED);
    assertThat(end.failure().message()).contains("X does not let this app do it");
    assertThat(stand.steps(id, "error")).hasSize(1);
    assertThat(stand.steps(id, "sync_page"))
        .singleElement()
        .satisfies(step -> assertThat(step.status()).isEqualTo("failed"));
    assertThat(stand.work(id).failure()).as("told again").isEqualTo(end.failure());
  }

  @Test
  void aPageThatHasExpiredBeginsTheWalkAgain() {
    for (int i = 1; i <= 25; i++) {
      x.post(Integer.toString(1_000 + i), "post " + i);
    }
    x.pagesOf(10);
    UUID id = stand.accept(SyncSubType.X_TWEETS, new Bounds(1, null, null), null);
    stand.work(id);
    stand.close(id);
    stand.database.update("UPDATE sync_cursors SET walk = walk || '{\"token\": \"long gone\"}'");

    BatchSlice end = stand.sync(SyncSubType.X_TWEETS);

    assertThat(end.finished()).isTrue();
    assertThat(stand.count("content_posts")).isEqualTo(25);
    assertThat(stand.cursor(SyncSubType.X_TWEETS)).isEqualTo("1025");
  }

  @Test
  void aSecondSyncOfTheSameIsRefusedAndNamesTheFirst() {
    UUID first = stand.accept(SyncSubType.X_CONTACTS);

    assertThatThrownBy(() -> stand.accept(SyncSubType.X_CONTACTS))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(first.toString());
    stand.accept(SyncSubType.X_TWEETS);
    stand.close(first);
    stand.accept(SyncSubType.X_CONTACTS);
  }

  @Test
  void ofManyThatAreAskedForAtOnceTheDatabaseLetsOneBegin() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<UUID> accept =
          () -> {
            try {
              return stand.accept(SyncSubType.X_CONTACTS);
            } catch (Refusal refused) {
              return null;
            } catch (SqlFailure raced) {
              assertThat(raced.constraint()).isEqualTo("workflow_runs_one_sync");
              return null;
            }
          };
      List<UUID> begun = new ArrayList<>();
      for (var answer : clients.invokeAll(Stream.generate(() -> accept).limit(8).toList())) {
        begun.add(answer.get());
      }
      assertThat(begun.stream().filter(Objects::nonNull)).hasSize(1);
    }
    assertThat(stand.count("workflow_runs")).isEqualTo(1);
  }

  @Test
  void aSliceThatTwoWorkersDoAtOnceIsDoneOnce() throws Exception {
    x.followers(40);
    x.pagesOf(5);
    UUID id = stand.accept(SyncSubType.X_CONTACTS);

    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<BatchSlice> work = () -> stand.work(id);
      for (var end : workers.invokeAll(IntStream.range(0, 4).mapToObj(i -> work).toList())) {
        assertThat(end.get().finished()).isTrue();
      }
    }

    assertThat(stand.count("contacts")).isEqualTo(40);
    assertThat(stand.run(id).items()).isEqualTo(new RunRow.Items(40, 40, 40, 0, 0));
    assertThat(stand.runs.steps(id)).extracting(StepRow::stepIndex).containsExactly(0, 1);
  }

  @Test
  void aRunThatWasCancelledWritesNothingMore() {
    x.followers(3);
    UUID id = stand.accept(SyncSubType.X_CONTACTS);
    var held = x.holdNext(FOLLOWERS);
    Thread worker =
        Thread.startVirtualThread(() -> stand.slices.work(new BatchRequest(id, "x_contacts", 0)));
    await(held::awaitArrival);
    stand.database.update(
        "UPDATE workflow_runs SET status = 'cancelled', completed_at = now() WHERE id = ?", id);
    held.release();
    await(worker::join);

    assertThat(stand.count("contacts")).isZero();
    assertThat(stand.run(id).items().processed()).isZero();
    assertThat(stand.run(id).usage().costUsd()).as("it was paid").isPositive();
  }

  @Test
  void anotherAccountOfTheConnectionBeginsAnew() {
    x.post("1000", "of the first account");
    stand.sync(SyncSubType.X_TWEETS);

    stand.connections.replaceSecret(XStand.CONNECTION, stand.tokens().credentials());
    assertThat(stand.cursor(SyncSubType.X_TWEETS)).as("it may be the same").isEqualTo("1000");
    stand.connections.account(XStand.CONNECTION, "5151", "another");
    assertThat(stand.count("sync_cursors")).isZero();
  }

  @Test
  void theAccountThatNobodyKnowsYetIsAskedFor() {
    x.post("1000", "hello");
    stand.connections.replaceSecret(XStand.CONNECTION, stand.tokens().credentials());

    assertThat(stand.sync(SyncSubType.X_TWEETS).finished()).isTrue();
    assertThat(stand.connections.find(XStand.CONNECTION).orElseThrow().account().id())
        .isEqualTo(FakeX.OWN_ID);
  }

  @Test
  void aConnectionThatIsDeletedMeanwhileFailsTheRun() {
    UUID id = stand.accept(SyncSubType.X_CONTACTS);
    stand.connections.delete(XStand.CONNECTION);

    assertThat(stand.work(id).failure().message()).contains("The connection was deleted");
  }

  @Test
  void valuesThatNoDatabaseTakesCostNoPage() {
    x.followers(3);
    x.person("100001", "nul\u0000byte").put("name", "\u0000\ud800" + "x".repeat(100_000));
    x.post("1000", "\u0000 and half a pair \ud800").put("lang", "\u0000");

    assertThat(stand.sync(SyncSubType.X_CONTACTS).finished()).isTrue();
    assertThat(stand.sync(SyncSubType.X_TWEETS).finished()).isTrue();
    assertThat(stand.count("contacts")).isEqualTo(3);
    assertThat(stand.count("content_posts")).isEqualTo(1);
  }

  @Test
  void whatXTellsOfAMergedContactIsOfTheOneThatStandsForIt() {
    x.followers(1);
    UUID stays = contact("Grace", null);
    UUID duplicate = contact("Hopper", "100001");
    stand.database.update(
        "UPDATE contacts SET status = 'archived',"
            + " attributes = jsonb_build_object('mergedInto', ?::text) WHERE id = ?",
        stays.toString(),
        duplicate);
    x.mention("9001", "100001", "Hello");

    BatchSlice followers = stand.sync(SyncSubType.X_CONTACTS);
    BatchSlice mentions = stand.sync(SyncSubType.X_MENTIONS);

    assertThat(result(followers))
        .isEqualTo("{\"added\":0,\"updated\":1,\"skipped\":0,\"errors\":0}");
    assertThat(mentions.result().path("added").asInt()).isOne();
    assertThat(
            stand.database.list(
                "SELECT id FROM contacts WHERE platform::text LIKE '%x.com/follower1%'",
                row -> row.uuid("id")))
        .containsExactly(stays);
    assertThat(
            stand.database.list(
                "SELECT contact_id FROM engagements", row -> row.uuid("contact_id")))
        .containsExactly(stays);
    assertThat(stand.count("contacts")).isEqualTo(2);
  }

  private UUID contact(String name, String xId) {
    UUID id = Ids.next();
    stand.database.update(
        Sql.of("INSERT INTO contacts (id, name, email) VALUES (:id, :name, :email)")
            .with("id", id)
            .with("name", name)
            .with("email", id + "@example.com"));
    if (xId != null) {
      stand.database.update(
          Sql.of(
                  "INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)"
                      + " VALUES (:id, :contact, 'x', :user)")
              .with("id", Ids.next())
              .with("contact", id)
              .with("user", xId));
    }
    return id;
  }

  private static String result(BatchSlice end) {
    JsonNode result = end.result();
    return result.toString();
  }

  private interface Waiting {
    void run() throws InterruptedException;
  }

  private static void await(Waiting waiting) {
    try {
      waiting.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
