package dev.stitch.activities.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.activities.effect.OutwardAct.Done;
import dev.stitch.activities.effect.OutwardAct.NotDone;
import dev.stitch.activities.effect.OutwardAct.Unclear;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.effect.EffectState;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class EffectLedgerTest {

  private static final JsonNode RESULT = JsonNodeFactory.instance.objectNode().put("answer", 42);
  private static final Duration WINDOW = Duration.ofHours(1);

  private static ApplicationContext context;
  private static EffectRepository effects;
  private static Database database;

  private final String key = UUID.randomUUID() + "/mail/1";
  private final AtomicInteger acts = new AtomicInteger();

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    effects = context.getBean(EffectRepository.class);
    database = context.getBean(Database.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void anActIsSendingWhileItActsAndSentWithItsResultAfterwards() throws Exception {
    JsonNode result =
        ledger()
            .perform(
                once(),
                claim -> {
                  assertThat(state()).isEqualTo(EffectState.INTENDED);
                  claim.take();
                  assertThat(state()).isEqualTo(EffectState.SENDING);
                  return new Done("their-7", RESULT);
                });

    assertThat(result).isEqualTo(RESULT);
    assertThat(effects.find(key).orElseThrow())
        .satisfies(
            effect -> {
              assertThat(effect.state()).isEqualTo(EffectState.SENT);
              assertThat(effect.providerId()).isEqualTo("their-7");
              assertThat(effect.result()).isEqualTo(RESULT);
            });
  }

  @Test
  void anotherAttemptForgetsWhatTheOneBeforeWasAbout() throws Exception {
    StepException busy = new StepException(FailureCode.UNAVAILABLE, "not now");
    assertThatThrownBy(
            () ->
                ledger()
                    .perform(
                        once(),
                        claim -> {
                          claim.take(() -> effects.noteAttempted(key, RESULT));
                          return new NotDone(busy);
                        }))
        .isSameAs(busy);
    assertThat(effects.find(key).orElseThrow().attempted()).isEqualTo(RESULT);

    ledger().perform(once(), succeeding());

    assertThat(effects.find(key).orElseThrow().attempted()).isNull();
  }

  @Test
  void whatIsSentAnswersItsRecordWithoutActingEvenForAnotherPayload() throws Exception {
    ledger().perform(once(), succeeding());

    JsonNode again =
        ledger()
            .perform(
                new Intent(key, "email.send", PayloadHash.of("other"), null, Duration.ZERO),
                succeeding());

    assertThat(again).isEqualTo(RESULT);
    assertThat(acts).hasValue(1);
  }

  @Test
  void aFailureBeforeTheFirstByteMayBeTriedAgain() throws Exception {
    StepException refused = new StepException(FailureCode.UNAVAILABLE, "connection refused");

    assertThatThrownBy(
            () ->
                ledger()
                    .perform(
                        once(),
                        claim -> {
                          throw refused;
                        }))
        .isSameAs(refused);
    assertThat(state()).isEqualTo(EffectState.INTENDED);

    assertThat(ledger().perform(once(), succeeding())).isEqualTo(RESULT);
  }

  @Test
  void aRefusalByTheOtherSideMayBeTriedAgain() throws Exception {
    StepException busy = new StepException(FailureCode.UNAVAILABLE, "busy");

    assertThatThrownBy(() -> ledger().perform(once(), answering(new NotDone(busy)))).isSameAs(busy);
    assertThat(state()).isEqualTo(EffectState.FAILED);

    assertThat(ledger().perform(once(), succeeding())).isEqualTo(RESULT);
  }

  @Test
  void anAttemptThatEndsInTheMiddleIsUnknownAndNeverMadeAgain() {
    StepException lost = new StepException(FailureCode.UNAVAILABLE, "connection lost");

    assertUnknown(once(), answering(new Unclear(lost)));
    assertUnknown(once(), succeeding());

    assertThat(state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(acts).hasValue(1);
  }

  @Test
  void anExceptionAfterTheClaimIsUnknown() {
    assertUnknown(
        once(),
        claim -> {
          claim.take();
          throw new IllegalStateException("defect");
        });
    assertThat(state()).isEqualTo(EffectState.UNKNOWN);
  }

  @Test
  void anInterruptionAfterTheClaimIsUnknownAndKeepsTheThreadInterrupted() {
    assertUnknown(
        once(),
        claim -> {
          claim.take();
          throw new InterruptedException();
        });
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatACrashLeftSendingIsUnknownAndNeverDoneAgain() {
    crashWhileSending(once());

    assertUnknown(once(), succeeding());

    assertThat(acts).hasValue(0);
    assertThat(state()).isEqualTo(EffectState.UNKNOWN);
  }

  @Test
  void whatACrashLeftSendingIsDoneAgainWhereTheProviderKnowsTheKey() throws Exception {
    crashWhileSending(repeatable());

    assertThat(ledger().perform(repeatable(), succeeding())).isEqualTo(RESULT);
    assertThat(acts).hasValue(1);
  }

  @Test
  void whatACrashLeftSendingIsUnknownOnceTheProviderHasForgottenTheKey() {
    crashWhileSending(repeatable());
    database.update("UPDATE effects SET at = at - interval '61 minutes' WHERE key = ?", key);

    assertUnknown(repeatable(), succeeding());
    assertThat(acts).hasValue(0);
  }

  @Test
  void aLostAnswerIsAskedForAgainWhereTheProviderKnowsTheKey() throws Exception {
    StepException lost = new StepException(FailureCode.TIMEOUT, "no answer");

    assertThatThrownBy(() -> ledger().perform(repeatable(), answering(new Unclear(lost))))
        .isSameAs(lost);

    assertThat(ledger().perform(repeatable(), succeeding())).isEqualTo(RESULT);
  }

  @Test
  void aRefusedRepetitionDoesNotProveThatTheFirstAttemptFailed() {
    crashWhileSending(repeatable());
    StepException busy = new StepException(FailureCode.UNAVAILABLE, "busy");

    assertThatThrownBy(() -> ledger().perform(repeatable(), answering(new NotDone(busy))))
        .isSameAs(busy);

    assertThat(state()).isEqualTo(EffectState.SENDING);
  }

  @Test
  void anAttemptThatWasGivenUpStillSettlesWhatItKnows() throws Exception {
    ledger()
        .perform(
            once(),
            claim -> {
              claim.take();
              assertUnknown(once(), succeeding());
              return new Done(null, RESULT);
            });

    assertThat(state()).isEqualTo(EffectState.SENT);
    assertThat(acts).hasValue(0);
  }

  @Test
  void ofManyAttemptsAtOnceOneActsAndAllGetItsResult() throws Exception {
    int attempts = 16;
    CyclicBarrier allReady = new CyclicBarrier(attempts);
    EffectLedger patient = new EffectLedger(database, effects, Duration.ofSeconds(20));
    Callable<JsonNode> attempt =
        () ->
            patient.perform(
                once(),
                claim -> {
                  // Every attempt has seen that nothing has left yet.
                  await(allReady);
                  claim.take();
                  acts.incrementAndGet();
                  return new Done(null, RESULT);
                });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> results =
          threads.invokeAll(IntStream.range(0, attempts).mapToObj(i -> attempt).toList());
      for (Future<JsonNode> result : results) {
        assertThat(result.get()).isEqualTo(RESULT);
      }
    }
    assertThat(acts).hasValue(1);
  }

  @Test
  void anAttemptWaitsForOneThatIsUnderWay() throws Exception {
    EffectLedger patient = new EffectLedger(database, effects, Duration.ofSeconds(20));
    CountDownLatch claimed = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JsonNode> first =
          threads.submit(
              () ->
                  patient.perform(
                      once(),
                      claim -> {
                        claim.take();
                        claimed.countDown();
                        goOn.await();
                        return new Done(null, RESULT);
                      }));
      claimed.await();
      Future<JsonNode> second = threads.submit(() -> patient.perform(once(), succeeding()));
      goOn.countDown();

      assertThat(first.get()).isEqualTo(RESULT);
      assertThat(second.get()).isEqualTo(RESULT);
    }
    assertThat(acts).hasValue(0);
  }

  @Test
  void whatIsNotedWithTheClaimIsThereOnlyWhenTheClaimIs() {
    OutwardAct act =
        claim -> {
          claim.take(
              () -> {
                throw new IllegalStateException("cannot be noted");
              });
          return new Done(null, RESULT);
        };

    assertThatThrownBy(() -> ledger().perform(once(), act))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot be noted");
    assertThat(state()).isEqualTo(EffectState.INTENDED);
  }

  @Test
  void anOutcomeOutlastsARestartOfTheDatabase() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    EffectRepository restarting =
        new EffectRepository(database) {
          @Override
          public void settleSent(String effect, String providerId, JsonNode result) {
            if (failures.incrementAndGet() <= 3) {
              throw new IllegalStateException(new SQLException("it is restarting", "57P03"));
            }
            super.settleSent(effect, providerId, result);
          }
        };

    new EffectLedger(database, restarting, Duration.ZERO).perform(once(), succeeding());

    assertThat(state()).isEqualTo(EffectState.SENT);
  }

  @Test
  void aClaimWhoseCommitWasNotHeardOfIsGivenBack() throws Exception {
    EffectRepository deaf =
        new EffectRepository(database) {
          @Override
          public boolean claim(String effect, String hash, Instant now) {
            // Committed on another connection, so that the exception does not roll it back.
            CompletableFuture.runAsync(() -> super.claim(effect, hash, now)).join();
            throw new IllegalStateException("connection lost while committing");
          }
        };

    assertThatThrownBy(
            () -> new EffectLedger(database, deaf, Duration.ZERO).perform(once(), succeeding()))
        .hasMessage("connection lost while committing");

    assertThat(state()).isEqualTo(EffectState.FAILED);
    assertThat(ledger().perform(once(), succeeding())).isEqualTo(RESULT);
    assertThat(acts).hasValue(1);
  }

  @Test
  void actingWithoutTheClaimIsADefect() {
    assertThatThrownBy(() -> ledger().perform(once(), claim -> new Done(null, RESULT)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Without patience: what another attempt has counts as lost at once. */
  private static EffectLedger ledger() {
    return new EffectLedger(database, effects, Duration.ZERO);
  }

  private Intent once() {
    return new Intent(key, "email.send", PayloadHash.of("payload"), null, Duration.ZERO);
  }

  private Intent repeatable() {
    return new Intent(key, "http.request", PayloadHash.of("payload"), null, WINDOW);
  }

  private OutwardAct succeeding() {
    return answering(new Done(null, RESULT));
  }

  private OutwardAct answering(OutwardAct.Answer answer) {
    return claim -> {
      claim.take();
      acts.incrementAndGet();
      return answer;
    };
  }

  /** A killed process runs no more code of ours: only its claim stays. */
  private void crashWhileSending(Intent intent) {
    effects.intend(intent.key(), intent.kind(), intent.payloadHash(), null);
    new LedgerClaim(database, effects, intent).take();
  }

  private void assertUnknown(Intent intent, OutwardAct act) {
    StepException failure =
        catchThrowableOfType(StepException.class, () -> ledger().perform(intent, act));
    assertThat(failure.code()).isEqualTo(FailureCode.EFFECT_UNKNOWN);
  }

  private EffectState state() {
    return effects.find(key).orElseThrow().state();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
