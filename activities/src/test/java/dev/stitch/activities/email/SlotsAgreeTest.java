package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.sending.SendLedger.Scope;
import dev.stitch.store.sending.SendRequest;
import dev.stitch.store.sending.SendSlots;
import dev.stitch.store.sending.SendSlots.Counted;
import dev.stitch.store.sending.SlotTable;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link CampaignYearTest} finds out with slots in memory holds for the table too. */
@Tag("server")
class SlotsAgreeTest {

  private static ApplicationContext context;
  private static Database database;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(Map.copyOf(Postgres.freshProperties()));
    database = context.getBean(Database.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void slotsInMemoryAnswerAsTheTableDoes() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (int seed = 0; seed < 40; seed++) {
      database.update("DELETE FROM send_slots");
      Random random = new Random(seed);
      List<SendSlots> both = List.of(new SlotTable(database), new MemorySlots(now));
      for (int i = 0; i < 25; i++) {
        SendRequest mail = mail("m" + random.nextInt(20), random);
        Instant at = now.plusSeconds(random.nextInt(40_000) - 20_000);
        boolean released = random.nextBoolean();
        both.forEach(slots -> slots.put(mail, at, released));
      }
      for (int i = 0; i < 25; i++) {
        ask(both.getFirst(), both.getLast(), now, random, seed);
      }
    }
  }

  private static void ask(SendSlots table, SendSlots memory, Instant now, Random random, int seed) {
    SendRequest mail = mail("m" + random.nextInt(25), random);
    List<Scope> scopes = List.of(Scope.values());
    Instant before =
        random.nextBoolean()
            ? Instant.parse("9999-01-01T00:00:00Z")
            : now.plusSeconds(random.nextInt(20_000));
    Counted others = new Counted(scopes.get(random.nextInt(scopes.size())), mail, now, before);
    int mails = 1 + random.nextInt(4);
    Duration length = Duration.ofSeconds(1 + random.nextInt(20_000));
    Instant at = now.plusSeconds(random.nextInt(10_000));

    String which = "seed %d, %s, %d in %s at %s".formatted(seed, others, mails, length, at);
    assertThat(memory.fullStretch(others, mails, length, at))
        .as(which)
        .isEqualTo(table.fullStretch(others, mails, length, at));
    assertThat(memory.neighbours(others, length, at))
        .as(which)
        .containsExactlyInAnyOrderElementsOf(table.neighbours(others, length, at));
    assertThat(memory.last(others, mails, at.minus(length)))
        .as(which)
        .isEqualTo(table.last(others, mails, at.minus(length)));
    assertThat(memory.othersWaitBy(mail.key(), at))
        .as(which)
        .isEqualTo(table.othersWaitBy(mail.key(), at));
    assertThat(memory.find(mail.key()).map(SendSlots.Slot::at))
        .as(which)
        .isEqualTo(table.find(mail.key()).map(SendSlots.Slot::at));
  }

  private static SendRequest mail(String key, Random random) {
    String mailbox = random.nextBoolean() ? "built-in" : "smtp";
    String recipient = "p" + random.nextInt(3) + "@" + (random.nextBoolean() ? "a" : "b") + ".org";
    return new SendRequest(
        key, mailbox, null, null, recipient, random.nextBoolean(), random.nextInt(4) == 0);
  }
}
