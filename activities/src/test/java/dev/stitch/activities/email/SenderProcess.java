package dev.stitch.activities.email;

import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.context.ApplicationContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that sends the mails of table {@code race_mails}, several at once, until it is killed.
 * A mail has one sender at a time, as an activity has: the one whose session holds its advisory
 * lock, which PostgreSQL takes from a process that is dead.
 */
final class SenderProcess {

  static final String READY = "sending";
  static final int THREADS = 2;

  private final ApplicationContext context;
  private final Database database;
  private final Properties settings;

  private SenderProcess(ApplicationContext context, Properties settings) {
    this.context = context;
    this.database = context.getBean(Database.class);
    this.settings = settings;
  }

  /** {@code arguments} name a file of settings. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
      settings.load(file);
    }
    Map<String, Object> properties = new HashMap<>();
    settings.forEach((key, value) -> properties.put(key.toString(), value));
    SenderProcess process = new SenderProcess(ApplicationContext.run(properties), settings);
    System.out.println(READY);
    // The first line says that all others are ready too.
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      threads.invokeAll(Collections.nCopies(THREADS, process::sendUntilKilled));
    }
  }

  private Void sendUntilKilled() throws Exception {
    try (Connection lock =
        DriverManager.getConnection(
            settings.getProperty("datasources.default.url"),
            settings.getProperty("datasources.default.username"),
            settings.getProperty("datasources.default.password"))) {
      while (true) {
        List<Integer> open = open();
        if (open.isEmpty()) {
          LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        for (int mail : open) {
          if (holds(lock, "SELECT pg_try_advisory_lock(77, ?)", mail)) {
            send(mail);
            holds(lock, "SELECT pg_advisory_unlock(77, ?)", mail);
          }
        }
      }
    }
  }

  private List<Integer> open() {
    return database.list(
        "SELECT number FROM race_mails WHERE state = 'open' ORDER BY random()",
        row -> row.number("number"));
  }

  private static boolean holds(Connection lock, String question, int mail) throws SQLException {
    try (PreparedStatement statement = lock.prepareStatement(question)) {
      statement.setInt(1, mail);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private void send(int mail) throws Exception {
    if (!database.exists("SELECT 1 FROM race_mails WHERE state = 'open' AND number = ?", mail)) {
      return;
    }
    TestStep step =
        TestStep.of(
                context.getBean(StepServices.class),
                "email.send",
                "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"built-in\"}")
            .about(null, new UUID(7, mail))
            .under("race/" + mail);
    StepOutcome outcome = StepTypes.find(step.type()).orElseThrow().execute(step);
    database.update(
        Sql.of("UPDATE race_mails SET state = :state WHERE number = :number")
            .with("state", outcome instanceof StepOutcome.Completed ? "sent" : "waiting")
            .with("number", mail));
  }
}
