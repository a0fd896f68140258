package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.testing.TestServers;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.sending.ContactHoldRepository;
import dev.stitch.store.sending.HoldReason;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.task.MailTaskRepository;
import io.micronaut.core.annotation.Nullable;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is told to look again, and what becomes of those who cannot be told. */
@Tag("server")
class HeldMailTest {

  private static final String UNREACHABLE = "unreachable";

  private TestServers servers;
  private Database database;

  @BeforeEach
  void start() {
    servers = TestServers.start(false, new Refusing());
    database = servers.context().getBean(Database.class);
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void mailThatCannotBeToldStaysMarkedAndKeepsNoOtherFromBeingTold() {
    held(UNREACHABLE, "smtp", null);
    for (int i = 0; i < 40; i++) {
      held("mail-" + i, "smtp", null);
    }
    database.update("UPDATE send_slots SET wake = true");

    servers.context().getBean(HeldMail.class).wake();

    assertThat(marked()).containsExactly(UNREACHABLE);
  }

  @Test
  void anAnswerThatHasAMailboxSendAgainWakesItsMail() {
    held("of-it", "smtp", null);
    held("of-another", "built-in", null);
    MailTaskRepository tasks = servers.context().getBean(MailTaskRepository.class);
    MailboxPauseRepository pauses = servers.context().getBean(MailboxPauseRepository.class);
    pauses.pause("smtp", "too much came back", "stitch");
    tasks.openPause("smtp", "smtp", "too much came back");

    assertThat(tasks.answer(task(), MailTaskRepository.SEND_AGAIN, null, "user:ada")).isTrue();

    assertThat(pauses.reason("smtp")).isEmpty();
    assertThat(marked()).containsExactly("of-it");
  }

  @Test
  void anAnswerThatSomebodyIsBackWakesTheMailToThem() {
    UUID away = new MailTestDatabase(database).contact("away@held.example");
    held("to-them", "smtp", away);
    held("to-another", "smtp", Ids.next());
    MailTaskRepository tasks = servers.context().getBean(MailTaskRepository.class);
    ContactHoldRepository holds = servers.context().getBean(ContactHoldRepository.class);
    Instant until = Instant.now().plus(Duration.ofDays(5));
    holds.hold(away, HoldReason.OUT_OF_OFFICE, until);
    tasks.openAbsence(away, until);

    assertThat(tasks.answer(task(), MailTaskRepository.SEND_AGAIN, null, "user:ada")).isTrue();

    assertThat(holds.of(away)).isEmpty();
    assertThat(marked()).containsExactly("to-them");
  }

  private void held(String name, String mailbox, @Nullable UUID contact) {
    UUID run = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, temporal_workflow_id)
        VALUES (?, 'flow', 'running', 'n', 'user', ?)
        """,
        run,
        name);
    database.update(
        """
        INSERT INTO send_slots (effect_key, mailbox, run_id, slot_at, released, recipient, contact_id)
        VALUES (?, ?, ?, now() + interval '1 day', false, 'pat@held.example', ?)
        """,
        name,
        mailbox,
        run,
        contact);
  }

  private UUID task() {
    return database
        .first("SELECT id FROM human_tasks WHERE state = 'open'", row -> row.uuid("id"))
        .orElseThrow();
  }

  private List<String> marked() {
    return database.list(
        "SELECT effect_key FROM send_slots WHERE wake ORDER BY effect_key",
        row -> row.text("effect_key"));
  }

  /** A client whose signals to one workflow fail. */
  private static final class Refusing extends WorkflowClientInterceptorBase {

    @Override
    public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
        WorkflowClientCallsInterceptor next) {
      return new WorkflowClientCallsInterceptorBase(next) {
        @Override
        public WorkflowSignalOutput signal(WorkflowSignalInput input) {
          if (input.getWorkflowExecution().getWorkflowId().equals(UNREACHABLE)) {
            throw new WorkflowServiceException(
                input.getWorkflowExecution(), null, new IllegalStateException("unreachable"));
          }
          return super.signal(input);
        }
      };
    }
  }
}
