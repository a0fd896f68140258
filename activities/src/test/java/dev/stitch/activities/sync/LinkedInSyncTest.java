package dev.stitch.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.activities.contact.ContactRegister;
import dev.stitch.launch.batch.BatchRetries;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.model.FailureCode;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Ids;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import dev.stitch.store.run.StepRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("server")
class LinkedInSyncTest {

  private static final String PREAMBLE =
      """
      Notes:
      "When exporting your connection data, you may notice that some of the email addresses are missing."

      First Name,Last Name,URL,Email Address,Company,Position,Connected On
      """;

  private static final int MANY = Integer.getInteger("stitch.test.linkedin-rows", 20_000);

  private final GoogleStand stand = new GoogleStand();

  @AfterEach
  void close() {
    stand.close();
  }

  @Test
  void anExportIsReadAndReadingItAgainSkipsEverybody() throws Exception {
    String export =
        PREAMBLE
            + """
            Ada,Lovelace,https://www.linkedin.com/in/ada-lovelace,,"Analytical Engines, Ltd.","VP, Engineering",05 Mar 2024
            Grace,Hopper,https://de.linkedin.com/in/Grace%2DHopper/?x=1,grace@example.org,Navy,Admiral,garbage
            ,,,,,,
            Ada,Lovelace,https://www.linkedin.com/in/ada-lovelace/,,"Analytical Engines, Ltd.","VP, Engineering",05 Mar 2024
            ,,https://www.linkedin.com/in/no-name,,,,7-Feb-22
            Nobody,Known,,,Nowhere,,
            """;

    BatchSlice first = stand.closed(stand.acceptExport(csv(export)));
    BatchSlice second = stand.closed(stand.acceptExport(csv(export)));

    assertThat(GoogleStand.told(first)).isEqualTo("3 added, 0 updated, 3 skipped, 0 errors");
    assertThat(GoogleStand.told(second)).isEqualTo("0 added, 0 updated, 6 skipped, 0 errors");
    assertThat(
            stand.database.list(
                """
                SELECT i.platform_user_id || ' ' || coalesce(c.name, '-') || ' ' || coalesce(c.company, '-')
                    || ' ' || coalesce(c.platform -> 'linkedin' ->> 'connectedOn', '-') AS line
                FROM contacts c JOIN contact_identities i ON i.contact_id = c.id
                """,
                row -> row.text("line")))
        .containsExactlyInAnyOrder(
            "https://www.linkedin.com/in/ada-lovelace Ada Lovelace Analytical Engines, Ltd. 2024-03-05",
            "https://www.linkedin.com/in/grace-hopper Grace Hopper Navy -",
            "https://www.linkedin.com/in/no-name - - 2022-02-07");
    assertThat(stand.count("sync_uploads")).isZero();
  }

  @Test
  void aRowWithoutProfileAndAddressOnlyProposesWhoItMayBe() throws Exception {
    UUID grace = Ids.next();
    stand.database.update(
        "INSERT INTO contacts (id, name, company, email) VALUES (?, 'Grace Hopper', 'NAVY', 'g@example.org')",
        grace);
    UUID run = stand.acceptExport(csv(PREAMBLE + "Grace,Hopper,,,Navy,Admiral,\n"));

    stand.work(run);

    assertThat(stand.steps(run, "routing_decision"))
        .singleElement()
        .extracting(StepRow::contactId)
        .isEqualTo(grace);
    assertThat(stand.count("contacts WHERE title IS NULL")).isOne();
    assertThat(stand.run(run).items().skipped()).isOne();
  }

  @Test
  void anArchiveIsReadWhateverElseIsInIt() throws Exception {
    byte[] archive =
        zip(
            "__MACOSX/Connections.csv", "nothing",
            "Basic_LinkedInDataExport/messages.csv", "a,b\n1,2\n",
            "Basic_LinkedInDataExport/Connections.csv",
                PREAMBLE + "Ada,L,https://www.linkedin.com/in/ada,,,,\n");

    stand.closed(stand.acceptExport(new ByteArrayInputStream(archive)));

    assertThat(stand.count("contacts WHERE name = 'Ada L'")).isOne();
  }

  @Test
  void aBombEndsTheRunWithWordsForAPerson() throws Exception {
    byte[] bomb = zip("Connections.csv", PREAMBLE + "A,B,,,C,D,\n".repeat(1_500_000));

    BatchSlice end = stand.closed(stand.acceptExport(new ByteArrayInputStream(bomb)));

    assertThat(end.failure().code()).isEqualTo(FailureCode.REJECTED);
    assertThat(end.failure().message()).isNotBlank();
  }

  @Test
  void aFileThatBreaksOffKeepsWhoWasReadBefore() throws Exception {
    String rows = "Ada,L,https://www.linkedin.com/in/ada,,,,\n";
    UUID run = stand.acceptExport(csv(PREAMBLE + rows + "\"open," + "x".repeat(600_000)));

    BatchSlice end = stand.work(run);

    assertThat(end.failure().code()).isEqualTo(FailureCode.REJECTED);
    assertThat(stand.count("contacts")).isOne();
    assertThat(stand.steps(run, "error")).hasSize(1);
  }

  @Test
  void aRunWhoseFileIsGoneSaysWhatToDo() throws Exception {
    UUID run = stand.acceptExport(csv(PREAMBLE));
    stand.database.update("DELETE FROM sync_uploads");

    assertThat(stand.work(run).failure().message()).contains("upload the export again");
  }

  @Test
  void aFileThatVanishesWhileItIsReadFailsTheRunAndIsNoEnd() throws Exception {
    UUID run = stand.acceptExport(new Rows(MANY));
    stand.database.update(
        """
        CREATE FUNCTION vanish() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN DELETE FROM sync_uploads; RETURN NULL; END'
        """);
    stand.database.update(
        "CREATE TRIGGER vanish AFTER INSERT ON contacts FOR EACH STATEMENT EXECUTE FUNCTION vanish()");

    BatchSlice end = stand.work(run);

    assertThat(end.failure()).isNotNull();
    assertThat(end.failure().message()).contains("upload the export again");
    assertThat(stand.count("contacts")).isLessThan(MANY);
  }

  @Test
  void oneFileIsReadByOneRunAtATime() throws Exception {
    UUID upload = stand.uploads.store(csv(PREAMBLE)).id();
    SyncRequests requests = stand.context.getBean(SyncRequests.class);
    UUID first = requests.acceptExport(null, upload, RunOrigin.user("user:ada")).runId();

    assertThatThrownBy(() -> requests.acceptExport(null, upload, RunOrigin.user("user:ada")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(first.toString());
    stand.close(first);
    BatchRetries retries = stand.context.getBean(BatchRetries.class);
    UUID again = retries.accept(stand.run(first), "user:ada").orElseThrow().runId();
    assertThatThrownBy(() -> retries.accept(stand.run(first), "user:ada"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(again.toString());
  }

  @Test
  void exportsThatAreReadSideBySideWhileContactsAreMergedDoubleNobody() throws Exception {
    int rows = 3_000;
    List<UUID> known = new ArrayList<>();
    for (int i = 0; i < rows; i += 100) {
      known.add(knownBy("https://www.linkedin.com/in/person-" + i));
    }
    UUID one = stand.acceptExport(new Rows(rows));
    UUID other = stand.acceptExport(new Rows(rows));
    ContactRegister register = stand.context.getBean(ContactRegister.class);
    CyclicBarrier together = new CyclicBarrier(3);

    List<Future<BatchSlice>> ends;
    try (var threads = Executors.newFixedThreadPool(3)) {
      ends =
          Stream.of(one, other)
              .map(
                  run ->
                      threads.submit(
                          () -> {
                            together.await();
                            return stand.work(run);
                          }))
              .toList();
      together.await();
      for (int i = 0; i < known.size(); i += 2) {
        register.merge(
            known.get(i), known.get(i + 1), RevisionOrigin.of(RevisionSource.FLOW, Ids.next()));
      }
    }

    int added = 0;
    for (Future<BatchSlice> end : ends) {
      assertThat(end.get().finished()).as(String.valueOf(end.get().failure())).isTrue();
      assertThat(end.get().result().path("errors").asInt()).isZero();
      added += end.get().result().path("added").asInt();
    }
    assertThat(added).isEqualTo(rows - known.size());
    assertThat(stand.count("contacts")).isEqualTo(rows);
    assertThat(stand.count("contacts WHERE status = 'active'")).isEqualTo(rows - known.size() / 2);
    assertThat(
            stand.count(
                "contact_identities i JOIN contacts c ON c.id = i.contact_id AND c.status = 'active'"))
        .isEqualTo(rows);
  }

  private UUID knownBy(String profile) {
    UUID id = Ids.next();
    stand.database.update("INSERT INTO contacts (id) VALUES (?)", id);
    stand.database.update(
        """
        INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)
        VALUES (?, ?, 'linkedin', ?)
        """,
        Ids.next(),
        id,
        profile);
    return id;
  }

  /** {@code -Dstitch.test.linkedin-rows=200000} in {@code test.jvm} takes minutes. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void manyRowsAreReadWithSteadyMemory() throws Exception {
    UUID run = stand.acceptExport(new Rows(MANY));
    long before = used();
    AtomicLong most = new AtomicLong(before);
    Instant since = Instant.now();
    BatchSlice end;
    try (ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> sampling =
          sampler.scheduleWithFixedDelay(
              () -> most.accumulateAndGet(used(), Math::max), 0, 200, TimeUnit.MILLISECONDS);
      end = stand.work(run);
      sampling.cancel(false);
    }

    System.out.printf(
        "%d rows: %d KiB more at most, %d s%n",
        MANY, (most.get() - before) >> 10, Duration.between(since, Instant.now()).toSeconds());
    assertThat(end.result().path("added").asInt()).isEqualTo(MANY);
    assertThat((most.get() - before) >> 20).as("MiB in use at any time").isLessThan(64);
  }

  @Test
  void aRunThatIsKilledAtAnyPointEndsAsOneThatIsNot() throws Exception {
    StringBuilder export = new StringBuilder(PREAMBLE);
    for (int i = 0; i < 1_050; i++) {
      export.append("P%d,L,https://www.linkedin.com/in/p%d,,,,\n".formatted(i, i));
    }
    int points = 0;
    for (boolean killed = true; killed; ) {
      int point = points + 1;
      stand.clear();
      UUID run = stand.acceptExport(csv(export.toString()));
      killed = stand.killedAt(point, run);
      points += killed ? 1 : 0;

      BatchSlice end = stand.workAgain(run);

      assertThat(GoogleStand.told(end))
          .as("point %d", point)
          .isEqualTo("1050 added, 0 updated, 0 skipped, 0 errors");
      assertThat(stand.count("contacts")).isEqualTo(1_050);
      assertThat(stand.count("sync_uploads")).isZero();
    }
    assertThat(points).as("points at which it was killed").isGreaterThan(20);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static InputStream csv(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** An export that is made as it is read. */
  private static final class Rows extends InputStream {

    private final int count;
    private int next;
    private byte[] row = PREAMBLE.getBytes(StandardCharsets.UTF_8);
    private int at;

    Rows(int count) {
      this.count = count;
    }

    @Override
    public int read() {
      return more() ? Byte.toUnsignedInt(row[at++]) : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (!more()) {
        return -1;
      }
      int some = Math.min(length, row.length - at);
      System.arraycopy(row, at, bytes, offset, some);
      at += some;
      return some;
    }

    private boolean more() {
      if (at == row.length && next < count) {
        row =
            "First%d,Last,https://www.linkedin.com/in/person-%d,,Company %d,Engineer,05 Mar 2024\n"
                .formatted(next, next, next % 100)
                .getBytes(StandardCharsets.UTF_8);
        next++;
        at = 0;
      }
      return at < row.length;
    }
  }
}
