package dev.stitch.api.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.Polling;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.SessionRepository;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of agents and sessions; the agent itself is a workflow that only listens. */
@Tag("server")
class AgentApiTest extends JourneyApiTest {

  private static final String RUN =
      "{'task':'Find Ada\\nand write','agentType':'finder','script':{'turns':[{'text':'Hi'}]}}";

  private static final String RUNS = "SELECT count(*) FROM workflow_runs";
  private static final String SESSIONS = "SELECT count(*) FROM sessions";

  @Inject private AgentLauncher launcher;
  @Inject private SessionRepository sessions;

  @Test
  void aRunIsAcceptedWithItsSessionAndSeenWithItsFields() {
    Answer accepted = post("/api/agents/runs", json(RUN));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String run = accepted.at("/runId").textValue();
    assertThat(accepted.header("Location")).isEqualTo("/api/workflows/" + run);
    assertThat(accepted.at("/workflowId").textValue()).isEqualTo("agent/" + run);
    assertThat(accepted.at("/status").textValue()).isEqualTo("pending");
    assertThat(accepted.at("/workspaceId").isNull()).isTrue();

    JsonNode view = get("/api/workflows/" + run).body();
    assertThat(view.path("workflowType").textValue()).isEqualTo("agent");
    assertThat(view.path("workflowName").textValue()).isEqualTo("Find Ada");
    assertThat(view.path("taskInput").textValue()).isEqualTo("Find Ada\nand write");
    assertThat(view.path("agentType").textValue()).isEqualTo("finder");
    assertThat(view.path("persistent").booleanValue()).isTrue();
    assertThat(view.path("cleanupStatus").isNull()).isTrue();
    assertThat(view.path("sessionName").textValue()).isEqualTo("Find Ada");
    assertThat(view.path("sessionId").textValue()).isEqualTo(accepted.at("/sessionId").textValue());
    assertThat(view.path("cacheWrite1hTokens").intValue()).isZero();
    assertThat(view.has("agent")).isFalse();

    String type = "/api/workflows?agentType=finder&sessionId=" + session(accepted);
    assertThat(get(type).at("/data/0/id").textValue()).isEqualTo(run);
    assertThat(get(type + "&workflowName=Find%20Ada").at("/total").intValue()).isOne();
    assertThat(get("/api/workflows?agentType=none").at("/total").intValue()).isZero();

    JsonNode session = get("/api/sessions/" + session(accepted)).body();
    assertThat(session.path("status").textValue()).isEqualTo("active");
    assertThat(session.path("lastMessage").textValue()).isEqualTo("Find Ada\nand write");
    assertThat(session.path("messageCount").intValue()).isOne();
    assertThat(session.path("unreadCount").intValue()).as("one's own is read").isZero();
    assertThat(session.path("runs").intValue()).isOne();
  }

  @Test
  void aRunWithAWorkspaceIsToldItsIdBeforeItIsMade() {
    Answer accepted =
        post(
            "/api/agents/runs",
            json(
                "{'task':'Mend','workspace':{'repo':'/repositories/shop','persistent':false},"
                    + "'tools':['file.read','git.commit'],'script':{'turns':[]}}"));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    UUID workspace = UUID.fromString(accepted.at("/workspaceId").textValue());
    String run = accepted.at("/runId").textValue();
    assertThat(get("/api/workflows/" + run).body().path("persistent").booleanValue()).isFalse();
    database.update(
        "INSERT INTO workspaces (id, host, repo, cleanup_status) VALUES (?, 'h', '/r', 'cleaned')",
        workspace);
    Answer gone =
        post(
            "/api/agents/runs",
            json("{'task':'t','model':'m','workspace':{'id':'" + workspace + "'}}"));
    assertThat(gone.status()).as(gone.text()).isEqualTo(409);
    assertThat(gone.text()).contains("cleaned up");
  }

  private static String session(Answer accepted) {
    return accepted.at("/sessionId").textValue();
  }

  @Test
  void theSameKeyStartsOneRun() {
    String key = UUID.randomUUID().toString();
    long runs = database.number(RUNS);
    long sessions = database.number(SESSIONS);

    Answer first = post("/api/agents/runs", json(RUN), "Idempotency-Key", key);
    Answer again = post("/api/agents/runs", json(RUN), "Idempotency-Key", key);

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(database.number(RUNS)).isEqualTo(runs + 1);
    assertThat(database.number(SESSIONS)).isEqualTo(sessions + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                      | 422 | /task",
        "{'task':' \\u200b '}                                    | 422 | /task",
        "{'task':'LONG','model':'m'}                             | 422 | /task",
        "{'task':7}                                              | 400 | /task",
        "{'task':'\\u0000','model':'m'}                          | 422 | /task",
        "{'task':'t'}                                            | 422 | /model",
        "{'task':'t','model':'scripted'}                         | 422 | /script",
        "{'task':'t','model':'m','runner':'abacus'}              | 422 | /runner",
        "{'task':'t','model':'m','workspace':{'repo':'x'}}       | 422 | /workspace/repo",
        "{'task':'t','model':'m','workspace':{'repo':'ext::sh -c x'}} | 422 | /workspace/repo",
        "{'task':'t','model':'m','workspace':{'repo':'https://a:b@h/r'}} | 422 | /workspace/repo",
        "{'task':'t','model':'m','workspace':{}}                 | 422 | /workspace",
        "{'task':'t','model':'m','workspace':'x'}                | 400 | /workspace",
        "{'task':'t','model':'m','workspace':{'id':'x'}}         | 422 | /workspace/id",
        "{'task':'t','model':'m','workspace':{'id':'NOBODY'}}    | 422 | /workspace/id",
        "{'task':'t','model':'m','workspace':{'id':'NOBODY','repo':'/r'}} | 422 | /workspace/repo",
        "{'task':'t','model':'m','workspace':{'id':'NOBODY','persistent':true}} | 422 |"
            + " /workspace/persistent",
        "{'task':'t','model':'m','workspace':{'id':'NOBODY','baseBranch':'b'}} | 422 |"
            + " /workspace/baseBranch",
        "{'task':'t','model':'m','workspace':{'repo':'/r','branch':'--x'}} | 422 |"
            + " /workspace/branch",
        "{'task':'t','model':'m','workspace':{'repo':'/r','baseBranch':'a..b'}} | 422 |"
            + " /workspace/baseBranch",
        "{'task':'t','model':'m','workspace':{'repo':'/r','surprise':1}} | 422 |"
            + " /workspace/surprise",
        "{'task':'t','model':'m','tools':['decide','file.read']} | 422 | /tools/1",
        "{'task':'t','script':{'turns':[],'windowTokens':0}}     | 422 | /script/windowTokens",
        "{'task':'t','script':{'turns':[],'windowTokens':'x'}}   | 422 | /script/windowTokens",
        "{'task':'t','script':{'turns':[],'summary':7}}          | 422 | /script/summary",
        "{'task':'t','model':'m','tools':['rm.rf']}              | 422 | /tools/0",
        "{'task':'t','model':'m','tools':[null]}                 | 422 | /tools/0",
        "{'task':'t','model':'m','tools':['decide','mcp.nobody']}| 422 | /tools/1",
        "{'task':'t','model':'m','tools':['mcp.no body.send']}   | 422 | /tools/0",
        "{'task':'t','model':'m','tools':'all'}                  | 400 | /tools",
        "{'task':'t','model':'m','maxTurns':0}                   | 422 | /maxTurns",
        "{'task':'t','model':'m','maxTurns':501}                 | 422 | /maxTurns",
        "{'task':'t','model':'m','maxTurns':1.5}                 | 400 | /maxTurns",
        "{'task':'t','model':'m','maxTokens':-1}                 | 422 | /maxTokens",
        "{'task':'t','model':'m','maxTokens':9223372036854775808}| 400 | /maxTokens",
        "{'task':'t','model':'m','budgetUsd':0}                  | 422 | /budgetUsd",
        "{'task':'t','model':'m','budgetUsd':1e400}              | 422 | /budgetUsd",
        "{'task':'t','model':'m','approval':'sometimes'}         | 422 | /approval",
        "{'task':'t','model':'m','sessionId':'NOBODY'}           | 422 | /sessionId",
        "{'task':'t','model':'m','sessionId':'x'}                | 422 | /sessionId",
        "{'task':'t','model':'m','entityId':'NOBODY'}            | 422 | /entityId",
        "{'task':'t','model':'m','metadata':[]}                  | 400 | /metadata",
        "{'task':'t','script':{}}                                | 422 | /script/turns",
        "{'task':'t','script':{'turns':[1]}}                     | 422 | /script/turns/0",
        "{'task':'t','script':{'turns':[{'text':1}]}}            | 422 | /script/turns/0/text",
        "{'task':'t','script':{'turns':[{'toolCalls':[{}]}]}}    | 422 |"
            + " /script/turns/0/toolCalls/0/name",
        "{'task':'t','script':{'turns':[{'usage':{'inputTokens':-1}}]}} | 422 |"
            + " /script/turns/0/usage/inputTokens",
        "{'task':'t','model':'m','surprise':1}                   | 422 | /surprise",
      })
  void whatCannotBeMeantIsRefusedByItsField(String body, int status, String pointer) {
    long before = database.number(SESSIONS);
    Answer refused =
        post(
            "/api/agents/runs",
            json(
                body.replace("LONG", "x".repeat(100_001))
                    .replace("NOBODY", Ids.next().toString())));

    assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    assertThat(refused.pointer()).as(refused.text()).isEqualTo(pointer);
    assertThat(database.number(SESSIONS)).isEqualTo(before);
  }

  @Test
  void aSessionTakesMessagesAndTellsTheRunThatIsUnderWay() {
    Answer accepted = post("/api/agents/runs", json(RUN));
    String session = session(accepted);

    Answer written = post("/api/sessions/" + session + "/messages", json("{'text':'Also Bob'}"));

    assertThat(written.status()).as(written.text()).isEqualTo(202);
    assertThat(written.at("/message/seq").intValue()).isEqualTo(2);
    assertThat(written.at("/message/role").textValue()).isEqualTo("user");
    assertThat(written.at("/runId").textValue()).isEqualTo(accepted.at("/runId").textValue());
    String workflow = accepted.at("/workflowId").textValue();
    Polling.until(Duration.ofSeconds(20), () -> !ScriptedWorkflow.heardBy(workflow).isEmpty());
    assertThat(ScriptedWorkflow.heardBy(workflow).getLast().name()).isEqualTo("message");

    JsonNode messages = get("/api/sessions/" + session + "/messages?after=1").body();
    assertThat(messages.path("total").intValue()).isOne();
    assertThat(messages.at("/data/0/content/0/text").textValue()).isEqualTo("Also Bob");
    assertThat(get("/api/sessions/" + session + "/messages?q=bob").at("/total").intValue()).isOne();
    assertThat(get("/api/sessions/" + session + "/messages?q=nobody").at("/total").intValue())
        .isZero();
    assertThat(
            post("/api/agents/runs", json("{'task':'t','model':'m','sessionId':'" + session + "'}"))
                .status())
        .as("one run at a time")
        .isEqualTo(409);
  }

  @Test
  void aMessageToASessionWhoseRunHasEndedBeginsOneThatGoesOn() {
    Answer accepted = post("/api/agents/runs", json(RUN));
    database.update(
        "UPDATE workflow_runs SET status = 'completed', completed_at = now() WHERE id = ?",
        UUID.fromString(accepted.at("/runId").textValue()));
    String session = session(accepted);
    assertThat(get("/api/sessions/" + session).at("/status").textValue()).isEqualTo("idle");

    Answer written = post("/api/sessions/" + session + "/messages", json("{'text':'More'}"));

    String next = written.at("/runId").textValue();
    assertThat(next).isNotEqualTo(accepted.at("/runId").textValue());
    assertThat(get("/api/workflows/" + next).at("/agentType").textValue()).isEqualTo("finder");
    assertThat(get("/api/workflows?sessionId=" + session).at("/total").intValue()).isEqualTo(2);
  }

  @Test
  void aForkHasTheMessagesUpToItsPointAndGoesItsOwnWay() {
    Answer accepted = post("/api/agents/runs", json(RUN));
    String session = session(accepted);
    post("/api/sessions/" + session + "/messages", json("{'text':'Two'}"));
    post("/api/sessions/" + session + "/messages", json("{'text':'Three'}"));

    Answer fork = post("/api/sessions/" + session + "/fork", json("{'seq':2}"));

    assertThat(fork.status()).as(fork.text()).isEqualTo(201);
    assertThat(fork.at("/messageCount").intValue()).isEqualTo(2);
    assertThat(fork.at("/name").textValue()).isEqualTo("Find Ada (fork)");
    String id = fork.at("/id").textValue();
    Answer written = post("/api/sessions/" + id + "/messages", json("{'text':'Other'}"));
    assertThat(written.at("/message/seq").intValue()).isEqualTo(3);
    assertThat(written.at("/runId").textValue()).isNotNull();
    assertThat(get("/api/sessions/" + session).at("/messageCount").intValue()).isEqualTo(3);
    Answer forks = get("/api/sessions?forkedFrom=" + session);
    assertThat(forks.body().findValuesAsText("id")).containsExactly(id);
    assertThat(get("/api/sessions?forkedFrom=" + id).at("/total").intValue()).isZero();
    for (String seq : new String[] {"0", "4", "-1"}) {
      assertThat(post("/api/sessions/" + session + "/fork", json("{'seq':" + seq + "}")).pointer())
          .isEqualTo("/seq");
    }
  }

  @Test
  void aClosedSessionTakesNothingUntilItIsOpenedAgain() {
    Answer accepted = post("/api/agents/runs", json(RUN));
    String run = accepted.at("/runId").textValue();
    String session = session(accepted);
    String path = "/api/sessions/" + session;
    Answer busy = post(path + "/close", "");
    assertThat(busy.status()).as("its run is under way").isEqualTo(409);
    assertThat(busy.at("/detail").textValue()).contains(run, "cancel it first");
    end(run);

    Answer closed = post(path + "/close", "");

    assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    assertThat(closed.at("/status").textValue()).isEqualTo("closed");
    assertThat(post(path + "/close", "").body()).as("once is enough").isEqualTo(closed.body());
    assertThat(get("/api/sessions?status=closed").body().findValuesAsText("id")).contains(session);
    Answer written = post(path + "/messages", json("{'text':'Anybody there?'}"));
    assertThat(written.status()).isEqualTo(409);
    assertThat(written.at("/detail").textValue()).contains(path + "/reopen");
    Answer begun =
        post("/api/agents/runs", json("{'task':'t','model':'m','sessionId':'" + session + "'}"));
    assertThat(begun.status()).isEqualTo(409);
    assertThat(begun.at("/detail").textValue()).contains(path + "/reopen");
    assertThat(post(path + "/fork", json("{'seq':1}")).at("/status").textValue())
        .as("a copy is open")
        .isEqualTo("idle");

    assertThat(post(path + "/reopen", "").at("/status").textValue()).isEqualTo("idle");
    assertThat(post(path + "/reopen", "").status()).isEqualTo(200);
    assertThat(post(path + "/messages", json("{'text':'Go on'}")).at("/runId").textValue())
        .isNotNull();
    assertThat(post(path + "/reopen", "").at("/status").textValue())
        .as("opening what is open leaves it as it is")
        .isEqualTo("active");
    for (String act : new String[] {"close", "reopen"}) {
      assertThat(
              database.exists(
                  "SELECT 1 FROM audit_log WHERE action = ?", "POST /api/sessions/{id}/" + act))
          .as(act)
          .isTrue();
    }
  }

  @Test
  void whatWasWrittenBeforeASessionWasClosedBeginsNoRun() {
    Answer accepted = post("/api/agents/runs", json(RUN));
    UUID session = UUID.fromString(session(accepted));
    post("/api/sessions/" + session + "/messages", json("{'text':'Too late'}"));
    end(accepted.at("/runId").textValue());
    post("/api/sessions/" + session + "/close", "");

    launcher.goOn(session);

    assertThat(get("/api/workflows?sessionId=" + session).at("/total").intValue()).isOne();
    assertThat(sessions.unheard(Duration.ZERO, 1_000))
        .extracting(SessionRepository.Unheard::sessionId)
        .doesNotContain(session);
  }

  private void end(String run) {
    database.update(
        "UPDATE workflow_runs SET status = 'completed', completed_at = now() WHERE id = ?",
        UUID.fromString(run));
  }

  @Test
  void messagesOfOneRunAreListed() {
    Answer accepted = post("/api/agents/runs", json(RUN));
    String messages = "/api/sessions/" + session(accepted) + "/messages?runId=";
    String run = accepted.at("/runId").textValue();
    database.update(
        """
        INSERT INTO messages (id, session_id, seq, role, author, content, text, run_id)
        VALUES (gen_random_uuid(), ?, 2, 'assistant', 'model', '[]', 'Here it is', ?)
        """,
        UUID.fromString(session(accepted)),
        UUID.fromString(run));

    assertThat(get(messages + run).body().findValuesAsText("runId")).containsExactly(run);
    assertThat(get(messages + Ids.next()).at("/total").intValue()).isZero();
    assertThat(get(messages + "mine").status()).isEqualTo(400);
  }

  @Test
  void sessionsAreFoundByTheirWordsTheirStatusAndWhatIsUnread() {
    Answer created = post("/api/sessions", json("{'name':'Quarterly Zebra'}"));
    assertThat(created.status()).isEqualTo(201);
    String id = created.at("/id").textValue();
    assertThat(get("/api/sessions?q=zebra").at("/data/0/id").textValue()).isEqualTo(id);
    assertThat(get("/api/sessions?q=zebra&status=active").at("/total").intValue()).isZero();
    assertThat(get("/api/sessions?q=zebra&unread=true").at("/total").intValue()).isZero();

    database.update(
        """
        INSERT INTO messages (id, session_id, seq, role, author, content, text)
        VALUES (gen_random_uuid(), ?, 1, 'assistant', 'model', '[]', 'A giraffe answers')
        """,
        UUID.fromString(id));
    database.update("UPDATE sessions SET next_seq = 2 WHERE id = ?", UUID.fromString(id));
    assertThat(get("/api/sessions?q=giraffe&unread=true").at("/data/0/unreadCount").intValue())
        .isOne();

    assertThat(
            post("/api/sessions/" + id + "/read", json("{'seq':1}")).at("/unreadCount").intValue())
        .isZero();
    assertThat(get("/api/sessions?q=giraffe&unread=true").at("/total").intValue()).isZero();
    assertThat(post("/api/sessions/" + id + "/read", json("{'seq':-1}")).pointer())
        .isEqualTo("/seq");
    Answer written = post("/api/sessions/" + id + "/messages", json("{'text':'Hello?'}"));
    assertThat(written.status()).isEqualTo(202);
    assertThat(written.at("/runId").isNull()).as("it has never had a run").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?q=%27%22%29%28%26%7C%21%3A%2A",
        "?q=%5C",
        "?unread=perhaps",
        "?status=odd",
        "?sort=secret",
        "?page=0",
        "?q=%00"
      })
  void noQueryOfSessionsIsOurFault(String query) {
    assertThat(get("/api/sessions" + query).status()).isLessThan(500);
    Answer session = post("/api/sessions", json("{'name':'Queried'}"));
    String id = session.at("/id").textValue();
    assertThat(get("/api/sessions/" + id + "/messages" + query).status()).isLessThan(500);
  }

  @Test
  void whatThereIsNotIsNotFound() {
    String none = "/api/sessions/" + Ids.next();
    assertThat(get(none).status()).isEqualTo(404);
    assertThat(get(none + "/messages").status()).isEqualTo(404);
    assertThat(post(none + "/messages", json("{'text':'x'}")).status()).isEqualTo(404);
    assertThat(post(none + "/read", json("{'seq':1}")).status()).isEqualTo(404);
    assertThat(post(none + "/fork", json("{'seq':1}")).status()).isEqualTo(404);
    assertThat(post(none + "/close", "").status()).isEqualTo(404);
    assertThat(post(none + "/reopen", "").status()).isEqualTo(404);
    Answer accepted = post("/api/agents/runs", json(RUN));
    String messages = "/api/sessions/" + session(accepted) + "/messages";
    assertThat(post(messages, json("{}")).pointer()).isEqualTo("/text");
    assertThat(post(messages, json("{'text':' '}")).pointer()).isEqualTo("/text");
    assertThat(post(messages, "{").status()).isEqualTo(400);
  }

  @Test
  void aRunOfAnAgentIsRetriedByWritingToItsSession() {
    Answer accepted = post("/api/agents/runs", json(RUN));
    String run = accepted.at("/runId").textValue();
    database.update(
        "UPDATE workflow_runs SET status = 'failed', completed_at = now() WHERE id = ?",
        UUID.fromString(run));

    Answer retried = post("/api/workflows/" + run + "/retry", "{}");

    assertThat(retried.status()).isEqualTo(409);
    assertThat(retried.at("/detail").textValue()).contains("write a message");
    Answer written =
        post("/api/sessions/" + session(accepted) + "/messages", json("{'text':'Try again'}"));
    assertThat(written.status()).as(written.text()).isEqualTo(202);
    String next = written.at("/runId").textValue();
    assertThat(next).isNotNull().isNotEqualTo(run);
    JsonNode view = get("/api/workflows/" + next).body();
    assertThat(view.path("sessionId").textValue()).isEqualTo(session(accepted));
    assertThat(view.path("status").textValue()).isNotEqualTo("failed");
    assertThat(get("/api/workflows/" + run).at("/status").textValue())
        .as("the first is as it was")
        .isEqualTo("failed");
  }
}
