package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.GateReason;
import dev.stitch.store.Database;
import dev.stitch.store.sending.ContactLimitRepository;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.sending.SendLimit;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.sending.SendSlot;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every gate but the plain limits of a mailbox, on a real database that two processes share. */
@Tag("server")
class SendGatesTest {

  private static final String MAILBOX = SendLimit.BUILT_IN;

  private static ApplicationContext one;
  private static ApplicationContext other;
  private static Database database;
  private static SendLimitRepository limits;
  private static ContactLimitRepository contactLimits;

  @BeforeAll
  static void start() {
    Map<String, String> properties = Postgres.freshProperties();
    one = ApplicationContext.run(Map.copyOf(properties));
    other = ApplicationContext.run(Map.copyOf(properties));
    database = one.getBean(Database.class);
    limits = one.getBean(SendLimitRepository.class);
    contactLimits = one.getBean(ContactLimitRepository.class);
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  @BeforeEach
  void empty() {
    database.update("DELETE FROM send_limits");
    database.update("DELETE FROM send_slots");
    database.update("DELETE FROM mailbox_pauses");
    people(List.of(), null);
  }

  @Test
  void sixteenSendersInTwoProcessesOfWhichSomeDieNeverPassFiftyADay() throws Exception {
    limits.put(MAILBOX, null, new SendRate(null, 50, null), "user:test");
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger died = new AtomicInteger();
    try (ExecutorService senders = Executors.newFixedThreadPool(16)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String key = "mail " + i;
        SendQuestions questions = new SendQuestions(i % 2 == 0 ? one : other, SendQuestions.PLAIN);
        boolean dies = i % 7 == 0;
        work.add(
            () -> {
              if (dies) {
                dieInTheMiddle(questions, key);
                died.incrementAndGet();
              }
              // Whoever takes over asks again with the same key, and once more to be sure.
              SendSlot slot = questions.mail(MAILBOX).ask(key);
              if (slot instanceof SendSlot.Now) {
                sent.incrementAndGet();
                assertThat(questions.mail(MAILBOX).ask(key)).isInstanceOf(SendSlot.Now.class);
              }
              return null;
            });
      }
      for (Future<Void> done : senders.invokeAll(work)) {
        done.get();
      }
    }

    assertThat(died.get()).isGreaterThan(50);
    assertThat(sent.get()).as("a killed sender takes nobody's place").isEqualTo(50);
    assertThat(database.number("SELECT count(*) FROM send_slots WHERE released")).isEqualTo(50);
    assertThat(database.number("SELECT count(*) FROM send_slots"))
        .as("none of the mails is lost")
        .isEqualTo(400);
  }

  /** The transaction has its slot, and its process ends before it commits. */
  private static void dieInTheMiddle(SendQuestions questions, String key) {
    try {
      questions
          .context()
          .getBean(Database.class)
          .transaction(
              () -> {
                questions.mail(MAILBOX).ask(key);
                throw new IllegalStateException("killed");
              });
    } catch (IllegalStateException killed) {
      assertThat(killed).hasMessage("killed");
    }
  }

  @Test
  void followUpsLeaveBeforeFirstMails() {
    limits.put(MAILBOX, null, new SendRate(null, 2, null), "user:test");
    SendQuestions.Mail mail = questions().mail(MAILBOX);
    mail.ask("sent 1");
    mail.ask("sent 2");
    Instant first = later(mail.ask("first mail")).at();
    later(mail.ask("another first mail"));

    assertThat(later(mail.asFollowUp().ask("follow-up")).at())
        .as("first mails that wait do not count for it")
        .isEqualTo(first);
    assertThat(later(mail.asFollowUp().ask("another follow-up")).at())
        .isBeforeOrEqualTo(first.plusSeconds(1));
    timePasses(Duration.ofHours(25));
    mail.asFollowUp().ask("follow-up");
    assertThat(mail.asFollowUp().ask("another follow-up")).isInstanceOf(SendSlot.Now.class);
    assertThat(later(mail.ask("first mail")).left()).isGreaterThan(Duration.ofHours(23));
  }

  @Test
  void aPersonGetsNoMoreThanTheirLimitOverAllMailboxes() {
    people(List.of(limit(2, Duration.ofDays(1)), limit(3, Duration.ofDays(7))), null);
    SendQuestions.Mail ada = questions().mail(MAILBOX).to("ada@example.org");

    assertThat(ada.ask("1")).isInstanceOf(SendSlot.Now.class);
    assertThat(questions().mail(SendLimit.SMTP).to("ada@example.org").ask("2"))
        .isInstanceOf(SendSlot.Now.class);
    SendSlot.Later held = later(ada.ask("3"));
    assertThat(held.reason()).isEqualTo(GateReason.PERSON_CAP);
    assertThat(held.left()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
    assertThat(ada.to("bob@example.org").ask("4")).isInstanceOf(SendSlot.Now.class);
    assertThat(ada.asTransactional().ask("a receipt")).isInstanceOf(SendSlot.Now.class);
    timePasses(Duration.ofHours(25));
    assertThat(ada.ask("3")).isInstanceOf(SendSlot.Now.class);
    assertThat(later(ada.ask("5")).left()).isGreaterThan(Duration.ofDays(5));
  }

  @Test
  void aTransactionalMailDoesNotCountForItsPerson() {
    people(List.of(limit(1, Duration.ofDays(1))), null);
    limits.put(MAILBOX, null, new SendRate(null, 10, null), "user:test");
    SendQuestions.Mail ada = questions().mail(MAILBOX);

    ada.asTransactional().ask("a receipt");

    assertThat(ada.ask("news")).isInstanceOf(SendSlot.Now.class);
  }

  @Test
  void aDomainIsSparedWhileOthersGetMail() {
    limits.put(
        MAILBOX,
        null,
        new SendRate(null, null, null, null, new SendRate.Domain(1, 5), null),
        "user:test");
    SendQuestions.Mail mail = questions().mail(MAILBOX);

    assertThat(mail.to("a@big.example").ask("1")).isInstanceOf(SendSlot.Now.class);
    SendSlot.Later held = later(mail.to("b@big.example").ask("2"));
    assertThat(held.reason()).isEqualTo(GateReason.DOMAIN_CAP);
    assertThat(held.limit()).isEqualTo("1 an hour to big.example");
    assertThat(mail.to("c@small.example").ask("3")).isInstanceOf(SendSlot.Now.class);
    assertThat(questions().mail(SendLimit.SMTP).to("b@big.example").ask("4"))
        .isInstanceOf(SendSlot.Now.class);
  }

  @Test
  void aMailboxThatIsRampedUpSendsMoreAfterEachDayOnWhichItSent() {
    limits.put(
        MAILBOX,
        null,
        new SendRate(null, null, null, null, null, new SendRate.Ramp(2, 1, false, 4)),
        "user:test");
    SendQuestions.Mail mail = questions().mail(MAILBOX);
    int mails = 0;
    for (int perDay : new int[] {2, 3, 4, 4}) {
      for (int i = 0; i < perDay; i++) {
        assertThat(mail.ask("mail " + mails++))
            .as("of %d", perDay)
            .isInstanceOf(SendSlot.Now.class);
      }
      assertThat(later(mail.ask("too many " + perDay)).reason()).isEqualTo(GateReason.RAMP_UP);
      database.update("DELETE FROM send_slots WHERE NOT released");
      timePasses(Duration.ofHours(25));
      // A day on which nothing leaves adds nothing.
      database.update("UPDATE send_limits SET ramp_day = ramp_day - 2");
    }
  }

  @Test
  void theTimeBetweenTwoMailsIsRandomWithinItsBounds() {
    limits.put(MAILBOX, null, new SendRate(null, null, 60, 180, null, null), "user:test");
    SendQuestions.Mail mail = questions().mail(MAILBOX);
    for (int i = 0; i < 40; i++) {
      mail.ask("mail " + i);
    }

    List<Instant> times =
        database.list(
            "SELECT slot_at FROM send_slots ORDER BY slot_at", row -> row.instant("slot_at"));
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      gaps.add(Duration.between(times.get(i - 1), times.get(i)).toSeconds());
    }
    assertThat(gaps).allSatisfy(gap -> assertThat(gap).isBetween(59L, 180L));
    assertThat(gaps.stream().distinct().count()).as("not always the same").isGreaterThan(15);
  }

  @Test
  void nobodyIsWrittenToInTheirQuietHoursUnlessTheyWaitForIt() {
    LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    people(
        List.of(limit(9, Duration.ofDays(1))),
        new ContactLimits.QuietHours(now.minusHours(2), now.plusHours(2)));
    SendQuestions.Mail mail = questions().mail(MAILBOX);

    SendSlot.Later held = later(mail.ask("to somebody whose zone is not known"));
    assertThat(held.reason()).isEqualTo(GateReason.QUIET_HOURS);
    assertThat(held.left()).isBetween(Duration.ofMinutes(118), Duration.ofMinutes(136));
    assertThat(mail.in("Moon/Tycho").ask("to somebody on the moon"))
        .isInstanceOf(SendSlot.Later.class);
    assertThat(mail.in("Asia/Kathmandu").ask("to Kathmandu")).isInstanceOf(SendSlot.Now.class);
    assertThat(mail.asTransactional().ask("a receipt")).isInstanceOf(SendSlot.Now.class);
  }

  @Test
  void aWindowAndAFullMailboxTogetherGiveATimeThatFitsBoth() {
    ZoneId zone = ZoneId.of("Australia/Lord_Howe");
    limits.put(MAILBOX, null, new SendRate(null, 3, 600), "user:test");
    SendQuestions questions =
        new SendQuestions(
            one,
            """
            {"subject": "s", "text": "t",
             "window": {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}}
            """);
    for (int i = 0; i < 30; i++) {
      questions.mail(MAILBOX).in(zone.getId()).ask("mail " + i);
    }

    List<Instant> times =
        database.list(
            "SELECT slot_at FROM send_slots ORDER BY slot_at", row -> row.instant("slot_at"));
    assertThat(times).hasSize(30);
    for (int i = 0; i < times.size(); i++) {
      ZonedDateTime wall = times.get(i).atZone(zone);
      assertThat(wall.getHour()).isBetween(9, 16);
      assertThat(wall.getDayOfWeek().getValue()).isLessThan(6);
      if (i >= 3) {
        assertThat(Duration.between(times.get(i - 3), times.get(i)))
            .isGreaterThanOrEqualTo(Duration.ofDays(1));
      }
    }
  }

  @Test
  void aPausedMailboxHoldsItsMailAndAsksEverMoreSeldom() {
    one.getBean(MailboxPauseRepository.class).pause(MAILBOX, "5 % bounced", "system");
    SendQuestions.Mail mail = questions().mail(MAILBOX);

    SendSlot.Later held = later(mail.ask("mail"));
    assertThat(held.reason()).isEqualTo(GateReason.MAILBOX_PAUSED);
    assertThat(held.limit()).isEqualTo("5 % bounced");
    assertThat(held.left()).isEqualTo(Duration.ofMinutes(15));
    database.update("UPDATE send_slots SET asked_at = now() - interval '5 hours'");
    assertThat(later(mail.ask("mail")).left()).isGreaterThan(Duration.ofHours(4));
    one.getBean(MailboxPauseRepository.class).resume(MAILBOX);
    assertThat(mail.ask("mail")).isInstanceOf(SendSlot.Now.class);
  }

  @Test
  void aHundredThousandHeldMailsAreFewBytesEachAndSeldomLookAgain() {
    int mails = 100_000;
    limits.put(MAILBOX, null, new SendRate(null, 50, null), "user:test");
    database.update("VACUUM FULL send_slots");
    database.update(
        """
        INSERT INTO send_slots (effect_key, mailbox, run_id, slot_at, released, recipient)
        SELECT gen_random_uuid() || '/first-mail/1', ?, gen_random_uuid(),
            now() + i * interval '1 day' / 50, false, 'person' || i || '@company.example'
        FROM generate_series(1, 100000) i
        """,
        MAILBOX);
    database.update("ANALYZE send_slots");

    long bytes = database.number("SELECT pg_total_relation_size('send_slots')") / mails;
    double looks = 0;
    for (int i = 1; i <= mails; i++) {
      Duration left = Duration.ofDays(1).dividedBy(50).multipliedBy(i);
      SendSlot.Later held =
          new SendSlot.Later(Instant.now(), left, GateReason.MAILBOX_CAP, "50 a day");
      looks += 1.0 / SendQueue.firstLook(held).toSeconds();
    }
    long begun = System.nanoTime();
    SendSlot.Later last = later(questions().mail(MAILBOX).ask("one more"));
    Duration asked = Duration.ofNanos(System.nanoTime() - begun);

    System.out.printf(
        "%d held mails: %d bytes each, %.2f looks a second, one takes %d ms%n",
        mails, bytes, looks, asked.toMillis());
    assertThat(bytes).isLessThan(800);
    assertThat(looks).isLessThan(1);
    assertThat(last.left()).as("it joins the end").isGreaterThan(Duration.ofDays(1_990));
  }

  /** Any order of asking, waiting and coming late, under every kind of limit at once. */
  @Test
  void noOrderOfEventsPassesAnyOfTheLimits() {
    for (int round = 0; round < 6; round++) {
      empty();
      long seed = Long.getLong("stitch.seed", System.nanoTime());
      System.out.println("seed " + seed);
      Random random = new Random(seed);
      int spacing = 30 + random.nextInt(300);
      int domain = 1 + random.nextInt(3);
      int person = 1 + random.nextInt(2);
      limits.put(
          MAILBOX,
          null,
          new SendRate(
              5, 12, spacing, spacing + random.nextInt(600), new SendRate.Domain(domain, 6), null),
          "user:test");
      people(List.of(limit(person, Duration.ofHours(3))), null);
      for (int act = 0; act < 150; act++) {
        int mail = random.nextInt(60);
        String address = "p" + mail % 6 + "@d" + mail % 2 + ".example";
        SendQuestions.Mail asked = questions().mail(MAILBOX).to(address);
        if (random.nextInt(3) == 0) {
          timePasses(Duration.ofSeconds(random.nextInt(4_000)));
        } else if (!isReleased("m" + mail)) {
          (mail % 3 == 0 ? asked.asFollowUp() : asked).ask("m" + mail);
        }
      }
      String what = "seed " + seed;
      assertReleased(what, "TRUE", 5, Duration.ofHours(1));
      assertReleased(what, "TRUE", 12, Duration.ofDays(1));
      assertReleased(what, "TRUE", 1, Duration.ofSeconds(spacing));
      for (int i = 0; i < 6; i++) {
        assertReleased(what, "recipient LIKE 'p" + i + "@%'", person, Duration.ofHours(3));
        assertReleased(
            what, "recipient_domain = 'd" + i % 2 + ".example'", domain, Duration.ofHours(1));
      }
    }
  }

  // ---- what happens ----

  private static SendQuestions questions() {
    return new SendQuestions(one, SendQuestions.PLAIN);
  }

  private static ContactLimits.Limit limit(int max, Duration period) {
    return new ContactLimits.Limit(ContactLimits.EMAIL, max, period, period.toString());
  }

  private static void people(List<ContactLimits.Limit> most, ContactLimits.QuietHours quiet) {
    contactLimits.put(
        new ContactLimits(most, quiet, ZoneId.of("UTC"), null, Instant.now()), "user:test");
  }

  private static SendSlot.Later later(SendSlot slot) {
    assertThat(slot).isInstanceOf(SendSlot.Later.class);
    return (SendSlot.Later) slot;
  }

  /** Everything that was, is longer ago. */
  private static void timePasses(Duration time) {
    database.update(
        "UPDATE send_slots SET slot_at = slot_at - ? * interval '1 millisecond'",
        (double) time.toMillis());
  }

  private static boolean isReleased(String key) {
    return database.exists("SELECT 1 FROM send_slots WHERE effect_key = ? AND released", key);
  }

  // ---- what must hold ----

  private static void assertReleased(String what, String where, int count, Duration window) {
    List<Instant> times =
        database.list(
            "SELECT slot_at FROM send_slots WHERE released AND " + where + " ORDER BY slot_at",
            row -> row.instant("slot_at"));
    for (int i = count; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - count), times.get(i)))
          .as("%s: %d in %s where %s", what, count, window, where)
          .isGreaterThanOrEqualTo(window);
    }
  }
}
