package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What very many enrollments cost that wait, on a stack of their own: {@code
 * -Dstitch.waiting=100000}.
 */
@EnabledIfSystemProperty(named = "stitch.waiting", matches = "\\d+")
class WaitingEnrollmentsTest {

  private static final Duration LOOK = Duration.ofSeconds(60);
  private static final String TEMPLATES = "/api/workflows/templates";

  /** Bytes that one may take in PostgreSQL, with its run, its step and its indexes. */
  private static final long MOST_BYTES = 16_384;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void theyCostNoSteadyTimeAndABoundedNumberOfBytes() throws IOException, SQLException {
    int count = Integer.getInteger("stitch.waiting");
    try (RunningStack stack = RunningStack.start()) {
      ReadModel database = new ReadModel(stack);
      contacts(stack, count);
      Processes processes = Processes.family(stack.processes().values());
      double idle = processes.cores(LOOK);
      long stored = database.number("SELECT pg_database_size(current_database())");
      long kept = temporalBytes(stack);
      String template = template(stack.api());

      Instant begun = Instant.now();
      JsonNode enrolled =
          stack
              .api()
              .post(TEMPLATES + "/" + template + "/enrollments", "{\"contactFilter\":{}}")
              .good();
      Duration answered = Duration.between(begun, Instant.now());
      assertThat(enrolled.get("accepted").asInt()).isEqualTo(count);
      Eventually.within(Duration.ofMinutes(45))
          .until(() -> waiting(database) == count, () -> "all wait: " + waiting(database));
      Duration all = Duration.between(begun, Instant.now());

      double cores = Processes.family(stack.processes().values()).cores(LOOK);
      long bytes =
          (database.number("SELECT pg_database_size(current_database())") - stored) / count;
      System.out.printf(
          "%d enrollments: answered after %.1f s, all wait after %.0f s (%.0f a second); while they"
              + " wait %.1f %% of one core (%.1f %% without them), each %d bytes in PostgreSQL and"
              + " %d in Temporal%n",
          count,
          answered.toMillis() / 1000.0,
          all.toMillis() / 1000.0,
          count * 1000.0 / all.toMillis(),
          cores * 100,
          idle * 100,
          bytes,
          (temporalBytes(stack) - kept) / count);
      assertThat(bytes).isLessThan(MOST_BYTES);
      assertThat(cores - idle).as("cores").isLessThan(0.05);
    }
  }

  private static void contacts(RunningStack stack, int count) throws SQLException {
    try (Connection connection = stack.database();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO contacts (id, name, email) SELECT gen_random_uuid(),"
                    + " 'Waiting ' || n, 'waiting-' || n || '@example.org'"
                    + " FROM generate_series(1, ?) n")) {
      insert.setInt(1, count);
      insert.executeUpdate();
    }
  }

  private static String template(Api api) {
    String id =
        api.post(TEMPLATES, Canvas.json("{'name':'Very many','templateType':'nurture'}"))
            .good()
            .get("id")
            .asText();
    api.post(
            TEMPLATES + "/" + id + "/steps",
            Canvas.json("{'stepType':'wait','config':{'duration':'P90D'}}"))
        .good();
    api.post(TEMPLATES + "/" + id + "/activate", "{}").good();
    return id;
  }

  private static long waiting(ReadModel database) {
    return database.number(
        "SELECT count(*) FROM workflow_steps WHERE status = 'waiting' AND node_id = 'step-0'");
  }

  /** What the development server's file has grown to. */
  private static long temporalBytes(RunningStack stack) throws IOException {
    try (Stream<Path> files = Files.walk(stack.home())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("temporal"))
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(".db"))
          .mapToLong(WaitingEnrollmentsTest::size)
          .sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
