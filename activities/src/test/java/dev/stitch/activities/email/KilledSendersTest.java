package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.sending.SendLimit;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRate;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen senders in processes of the operating system, of which many are killed at work. */
@Tag("server")
@Timeout(300)
class KilledSendersTest {

  private static final int PROCESSES = 8;
  private static final int MAILS = 120;
  private static final int CAP = 50;

  /** Processes that are killed on the first day at work; one more on each day after it. */
  private static final int KILLS = 5;

  @TempDir private Path directory;

  private final List<Process> processes = new ArrayList<>();
  private final long seed = Long.getLong("stitch.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private ApplicationContext context;
  private Database database;
  private Path settings;
  private int killed;

  @BeforeEach
  void start() throws IOException {
    System.out.println("seed " + seed);
    Map<String, String> properties = Postgres.freshProperties();
    context = ApplicationContext.run(Map.copyOf(properties));
    database = context.getBean(Database.class);
    settings = directory.resolve("settings");
    Properties file = new Properties();
    file.putAll(properties);
    try (Writer writer = Files.newBufferedWriter(settings)) {
      file.store(writer, null);
    }
    database.update("CREATE TABLE race_mails (number int PRIMARY KEY, state text NOT NULL)");
    for (int mail = 0; mail < MAILS; mail++) {
      database.update("INSERT INTO race_mails VALUES (?, 'open')", mail);
      database.update(
          "INSERT INTO contacts (id, name, email) VALUES (?, 'Ada', ? || '@example.org')",
          new UUID(7, mail),
          "p" + mail);
    }
    SendRate rate = new SendRate(null, CAP, null);
    context.getBean(SendLimitRepository.class).put(SendLimit.BUILT_IN, null, rate, "user:test");
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    context.close();
  }

  @Test
  void fiftyADayIsNeverPassedByOneHoweverManySendersAreKilledAndNoMailIsLost() throws Exception {
    beginAll();
    for (int day = 1; day * CAP < MAILS + CAP; day++) {
      sendAll(day == 1 ? KILLS : 1);

      long left = mails("released");
      System.out.printf(
          "day %d: %d mails left, %d wait; %d processes killed so far%n",
          day, left, MAILS - left, killed);
      assertThat(left).isEqualTo(Math.min(day * CAP, MAILS));
      assertThat(database.number("SELECT count(*) FROM email_messages")).isEqualTo(left);
      assertThat(database.number("SELECT count(*) FROM race_mails WHERE state = 'sent'"))
          .isEqualTo(left);
      assertThat(mails("released OR NOT released")).as("none is lost").isEqualTo(MAILS);
      aDayPasses();
    }
    assertThat(database.number("SELECT count(DISTINCT effect_key) FROM email_messages"))
        .as("each has left once")
        .isEqualTo(MAILS);
  }

  private long mails(String which) {
    return database.number("SELECT count(*) FROM send_slots WHERE " + which);
  }

  private void beginAll() throws IOException {
    for (int begun = 0; begun < PROCESSES; begun++) {
      processes.add(begin());
    }
    for (Process process : processes) {
      awaitReady(process);
    }
    for (Process process : processes) {
      process.outputWriter().append("go\n").flush();
    }
  }

  /** Waits until each mail has left or waits, and kills so many of the processes meanwhile. */
  private void sendAll(int kills) {
    for (int kill = 0; kill < kills; kill++) {
      // Anywhere in its work: a mail takes some ten milliseconds.
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(80)).toNanos());
      processes.removeFirst().destroyForcibly().onExit().join();
      killed++;
    }
    while (database.exists("SELECT 1 FROM race_mails WHERE state = 'open'")) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Process begin() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            ManagementFactory.getRuntimeMXBean().getClassPath(),
            SenderProcess.class.getName(),
            settings.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void awaitReady(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); !SenderProcess.READY.equals(line); ) {
      assertThat(line).as("the process ended: %s", lines).isNotNull();
      lines.add(line);
      line = output.readLine();
    }
  }

  /** Everything that was, is longer ago, and whatever waits is tried again. */
  private void aDayPasses() {
    database.update(
        "UPDATE send_slots SET slot_at = slot_at - interval '25 hours',"
            + " asked_at = asked_at - interval '25 hours'");
    database.update("UPDATE race_mails SET state = 'open' WHERE state = 'waiting'");
  }
}
