package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.GateReason;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.step.Wait;
import dev.stitch.store.Database;
import dev.stitch.store.sending.HeldMailRepository;
import dev.stitch.store.sending.SendLimit;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.sending.SendSlot;
import dev.stitch.store.sending.SendSlotRepository;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much mail leaves, on a real database, with workers that ask at once. */
@Tag("server")
class SendLimitTest {

  private static final String MAILBOX = SendLimit.BUILT_IN;

  private static ApplicationContext context;
  private static Database database;
  private static SendLimitRepository limits;
  private static SendSlotRepository slots;
  private static SendQuestions questions;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    limits = context.getBean(SendLimitRepository.class);
    slots = context.getBean(SendSlotRepository.class);
    questions = new SendQuestions(context, SendQuestions.PLAIN);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void empty() {
    database.update("DELETE FROM send_limits");
    database.update("DELETE FROM send_slots");
    database.update("DELETE FROM email_messages");
  }

  @Test
  void mailWithoutALimitLeavesAtOnceAndIsNotCounted() {
    assertThat(ask("a")).isInstanceOf(SendSlot.Now.class);
    assertThat(database.number("SELECT count(*) FROM send_slots")).isZero();
  }

  @Test
  void workersThatAskAtOnceNeverExceedALimit() throws Exception {
    limit(MAILBOX, 7, null, null);

    List<SendSlot> slots = askAtOnce(60);

    assertThat(slots).filteredOn(SendSlot.Now.class::isInstance).hasSize(7);
    assertSpread(7, Duration.ofHours(1));
  }

  @Test
  void spacingHoldsBetweenAnyTwoMails() throws Exception {
    limit(MAILBOX, null, null, 90);

    List<SendSlot> slots = askAtOnce(40);

    assertThat(slots).filteredOn(SendSlot.Now.class::isInstance).hasSize(1);
    assertSpread(1, Duration.ofSeconds(90));
  }

  @Test
  void everyLimitHoldsAlsoTheOneOfAllMailboxesTogether() throws Exception {
    limit(MAILBOX, 5, 8, 20);
    limit(SendLimit.ALL, null, 12, 10);
    limit(SendLimit.SMTP, 6, null, null);

    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SendSlot>> asking = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String key = "k" + i;
        String mailbox = i % 2 == 0 ? MAILBOX : SendLimit.SMTP;
        asking.add(() -> asking(mailbox).ask(key));
      }
      for (Future<SendSlot> slot : workers.invokeAll(asking)) {
        slot.get();
      }
    }

    assertSpread(MAILBOX, 5, Duration.ofHours(1));
    assertSpread(MAILBOX, 8, Duration.ofDays(1));
    assertSpread(MAILBOX, 1, Duration.ofSeconds(20));
    assertSpread(SendLimit.SMTP, 6, Duration.ofHours(1));
    assertSpread(12, Duration.ofDays(1));
    assertSpread(1, Duration.ofSeconds(10));
  }

  @Test
  void aRetryKeepsItsPlaceAndCountsOnce() {
    limit(MAILBOX, 2, null, null);
    assertThat(ask("a")).isInstanceOf(SendSlot.Now.class);
    assertThat(ask("a")).isInstanceOf(SendSlot.Now.class);
    assertThat(ask("b")).isInstanceOf(SendSlot.Now.class);
    Instant slot = later(ask("c")).at();

    assertThat(later(ask("c")).at()).isEqualTo(slot);
    assertThat(database.number("SELECT count(*) FROM send_slots")).isEqualTo(3);
  }

  @Test
  void mailThatMissedItsSlotIsHeldToTheLimitAgain() throws Exception {
    limit(MAILBOX, null, null, 60);
    askAtOnce(20);
    timePasses(Duration.ofHours(8));

    List<SendSlot> slots = askAtOnce(20);

    // The one that had left before counts anew: it is asked for again after hours.
    assertThat(slots).filteredOn(SendSlot.Now.class::isInstance).hasSize(1);
    assertSpread(1, Duration.ofSeconds(60));
  }

  @Test
  void raisingALimitLetsWaitingMailMoveUp() {
    limit(MAILBOX, null, 1, null);
    ask("a");
    assertThat(later(ask("b")).left()).isGreaterThan(Duration.ofHours(23));
    assertThat(later(ask("c")).left()).isGreaterThan(Duration.ofHours(47));

    limit(MAILBOX, null, 2, null);
    assertThat(ask("b")).isInstanceOf(SendSlot.Now.class);
    assertThat(later(ask("c")).left()).isLessThan(Duration.ofHours(25));
    limits.remove(MAILBOX);
    assertThat(ask("c")).isInstanceOf(SendSlot.Now.class);
  }

  @Test
  void whatAChangedLimitHoldsIsToLookAgainOnce() {
    limit(MAILBOX, null, 1, null);
    ask("a");
    UUID run = UUID.randomUUID();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, started_by, trigger_kind,
            temporal_workflow_id)
        VALUES (?, 'flow', 'running', 'n', 'user:t', 'user', 'held')
        """,
        run);
    asking(MAILBOX).of(run).ask("held");
    HeldMailRepository held = context.getBean(HeldMailRepository.class);
    assertThat(held.toWake(10)).isEmpty();

    limit(SendLimit.SMTP, null, 5, null);
    assertThat(held.toWake(10)).as("another mailbox").isEmpty();
    limit(MAILBOX, null, 2, null);
    assertThat(held.toWake(10))
        .extracting(HeldMailRepository.Held::workflowId)
        .containsExactly("held");
    held.woken(held.toWake(10));
    assertThat(held.toWake(10)).isEmpty();

    limits.remove(MAILBOX);
    assertThat(held.toWake(10)).hasSize(1);
    limit(MAILBOX, null, 1, null);
    asking(MAILBOX).of(run).ask("held");
    assertThat(held.toWake(10)).as("it may have looked before the change").hasSize(1);

    List<HeldMailRepository.Held> read = held.toWake(10);
    limit(MAILBOX, null, 2, null);
    held.woken(read);
    assertThat(held.toWake(10)).as("changed while it was being told").hasSize(1);
    asking(MAILBOX).of(run).ask("held");
    assertThat(held.toWake(10)).as("it has left").isEmpty();
  }

  @Test
  void whatLeftBeforeTheLimitWasSetCounts() throws Exception {
    MailTestDatabase data = new MailTestDatabase(database);
    UUID contact = data.contact(UUID.randomUUID() + "@example.org");
    for (int i = 0; i < 3; i++) {
      step(contact).run();
    }

    limit(MAILBOX, null, 4, null);

    assertThat(limits.find(MAILBOX).orElseThrow().sentLastDay()).isEqualTo(3);
    step(contact).run();
    StepOutcome outcome = execute(step(contact));
    assertThat(outcome).isInstanceOf(StepOutcome.Waiting.class);
    Wait.Slot wait = (Wait.Slot) ((StepOutcome.Waiting) outcome).on();
    assertThat(Duration.between(Instant.now(), wait.at())).isGreaterThan(Duration.ofHours(23));
    assertThat(Duration.between(Instant.now(), wait.until()))
        .as("it looks again after half of the time, and not each hour")
        .isBetween(Duration.ofHours(11), Duration.ofHours(12));
    assertThat(wait.reason()).isEqualTo(GateReason.MAILBOX_CAP);
    assertThat(wait.limit()).isEqualTo("4 a day");
    assertThat(limits.find(MAILBOX).orElseThrow().waiting()).isEqualTo(1);
  }

  @Test
  void aShortSpacingIsWaitedOutOnTheSpot() throws Exception {
    limit(MAILBOX, null, null, 1);
    MailTestDatabase data = new MailTestDatabase(database);
    UUID contact = data.contact(UUID.randomUUID() + "@example.org");

    long begun = System.nanoTime();
    step(contact).run();
    step(contact).run();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void slotsOfRunsThatEndedAreGivenUp() {
    limit(MAILBOX, null, null, 60);
    ask("a");
    UUID run = UUID.randomUUID();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, started_by, trigger_kind, completed_at)
        VALUES (?, 'flow', 'cancelled', 'n', 'user:t', 'user', now())
        """,
        run);
    asking(MAILBOX).of(run).ask("called off");
    assertThat(later(ask("b")).left()).isGreaterThan(Duration.ofSeconds(100));

    slots.prune();

    assertThat(later(ask("b")).left()).isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  /** Any order of asking, waiting, coming late, coming early and changing limits. */
  @Test
  void noOrderOfEventsLetsMoreLeaveThanAnyLimitThatHeldMeanwhile() {
    for (int seed = 0; seed < 12; seed++) {
      empty();
      Random random = new Random(seed);
      int perHour = 1 + random.nextInt(4);
      int spacing = 60 + random.nextInt(600);
      limit(MAILBOX, perHour, null, spacing);
      int mails = 0;
      for (int act = 0; act < 120; act++) {
        switch (random.nextInt(4)) {
          case 0 -> ask("m" + mails++);
          case 1 -> timePasses(Duration.ofSeconds(random.nextInt(900)));
          case 2 -> dueMailsAsk(random);
          default -> askAgainEarly("m" + random.nextInt(mails + 1));
        }
      }
      assertReleased(perHour, Duration.ofHours(1), seed);
      assertReleased(1, Duration.ofSeconds(spacing), seed);
    }
  }

  // ---- what happens ----

  private static void limit(String mailbox, Integer perHour, Integer perDay, Integer spacing) {
    limits.put(mailbox, null, new SendRate(perHour, perDay, spacing), "user:test");
  }

  private static SendQuestions.Mail asking(String mailbox) {
    return questions.mail(mailbox);
  }

  private static SendSlot ask(String key) {
    return asking(MAILBOX).ask(key);
  }

  private static SendSlot.Later later(SendSlot slot) {
    assertThat(slot).isInstanceOf(SendSlot.Later.class);
    return (SendSlot.Later) slot;
  }

  private static List<SendSlot> askAtOnce(int mails) throws Exception {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SendSlot>> asking =
          IntStream.range(0, mails).<Callable<SendSlot>>mapToObj(i -> () -> ask("k" + i)).toList();
      List<SendSlot> slots = new ArrayList<>();
      for (Future<SendSlot> slot : workers.invokeAll(asking)) {
        slots.add(slot.get());
      }
      return slots;
    }
  }

  /** Everything that was, is longer ago. */
  private static void timePasses(Duration time) {
    database.update(
        "UPDATE send_slots SET slot_at = slot_at - ? * interval '1 millisecond'",
        (double) time.toMillis());
  }

  private static void dueMailsAsk(Random random) {
    List<String> due =
        database.list(
            "SELECT effect_key FROM send_slots WHERE NOT released AND slot_at <= now()"
                + " ORDER BY md5(effect_key || ?)",
            row -> row.text("effect_key"),
            Integer.toString(random.nextInt()));
    due.forEach(SendLimitTest::ask);
  }

  /** As somebody does who resumes a run at once; what has left does not come back. */
  private static void askAgainEarly(String key) {
    if (database.exists("SELECT 1 FROM send_slots WHERE effect_key = ? AND NOT released", key)) {
      ask(key);
    }
  }

  private static TestStep step(UUID contact) {
    return TestStep.of(
            context.getBean(StepServices.class),
            "email.send",
            "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"built-in\"}")
        .about(null, contact);
  }

  private static StepOutcome execute(TestStep step) throws Exception {
    return StepTypes.find(step.type()).orElseThrow().execute(step);
  }

  // ---- what must hold ----

  private static void assertSpread(int count, Duration window) {
    assertSpread("%", count, window);
  }

  /** In every window there are at most so many, of those that left and those that are to leave. */
  private static void assertSpread(String mailbox, int count, Duration window) {
    List<Instant> times =
        database.list(
            "SELECT slot_at FROM send_slots WHERE mailbox LIKE ? ORDER BY slot_at",
            row -> row.instant("slot_at"),
            mailbox);
    assertWindows(times, count, window, mailbox);
  }

  private static void assertReleased(int count, Duration window, int seed) {
    List<Instant> times =
        database.list(
            "SELECT slot_at FROM send_slots WHERE released ORDER BY slot_at",
            row -> row.instant("slot_at"));
    assertThat(times).hasSizeGreaterThan(1);
    assertWindows(times, count, window, "seed " + seed);
  }

  private static void assertWindows(List<Instant> times, int count, Duration window, String what) {
    for (int i = count; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - count), times.get(i)))
          .as("%s: %d in %s", what, count, window)
          .isGreaterThanOrEqualTo(window);
    }
  }
}
