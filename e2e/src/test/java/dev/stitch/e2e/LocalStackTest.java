package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The worker of a local stack is stopped through the API, and everything goes on. */
class LocalStackTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();

  @Test
  void aStoppedWorkerIsStartedAgainAndAJourneyUnderWayEnds() {
    JsonNode before = worker();
    assertThat(before.get("state").asText()).isEqualTo("running");
    assertThat(before.get("pid").asLong()).isEqualTo(stack.pid("worker"));
    String entity = aJourneyThatWaitsForTwoSeconds();

    JsonNode stopped = stop(before.get("pid").asLong()).good();
    long begun = System.nanoTime();
    Eventually.within(PATIENCE)
        .until(
            () ->
                worker().get("state").asText().equals("running")
                    && pid() != before.get("pid").asLong(),
            () -> "another worker runs: " + worker());
    Duration away = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(api.get("/api/first-steps").good().get("workerStoppedAt").isTextual()).isTrue();
    assertThat(stopped.get("pid")).isEqualTo(before.get("pid"));
    assertThat(worker().get("restarts").asInt()).isEqualTo(before.get("restarts").asInt() + 1);
    assertThat(stack.pid("worker")).isEqualTo(pid());
    assertThat(ProcessHandle.of(before.get("pid").asLong()).filter(ProcessHandle::isAlive))
        .isEmpty();
    Eventually.within(PATIENCE)
        .until(
            () -> entity(entity).get("status").asText().equals("completed"),
            () -> "the journey ends: " + entity(entity));
    System.out.printf("another worker took work %.1f s after the stop%n", away.toMillis() / 1000.0);
  }

  @Test
  void onlyTheWorkerThatIsNamedIsStopped() {
    long worker = pid();

    Api.Answer other = stop(worker + 1);
    Api.Answer up = stop(stack.pid("up"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body().get("detail").asText()).contains(Long.toString(worker));
    assertThat(up.status()).isEqualTo(409);
    assertThat(pid()).isEqualTo(worker);
    assertThat(stack.processes()).containsKey("up");
  }

  private String aJourneyThatWaitsForTwoSeconds() {
    String rest =
        api.flow(
            "system",
            "Rests for two seconds",
            Canvas.json(
                "{'nodes':[{'id':'rest','type':'wait','data':{'duration':'PT2S'}}],'edges':[]}"));
    String spine =
        api.flow(
            "bmc",
            "Survives the worker",
            Canvas.json("{'nodes':[{'id':'only','type':'ux','data':{}}],'edges':[]}"));
    api.map(spine, "only", rest);
    String contact = api.contact("Ada", "ada-stays@local-stack.example");
    String entity =
        api.post(
                "/api/entities",
                Canvas.json("{'flowId':'%s','contactId':'%s'}".formatted(spine, contact)))
            .good()
            .get("id")
            .asText();
    Eventually.within(PATIENCE)
        .until(
            () -> entity(entity).get("status").asText().equals("waiting"),
            () -> "it waits: " + entity(entity));
    return entity;
  }

  private JsonNode entity(String id) {
    return api.get("/api/entities/" + id).good();
  }

  private JsonNode worker() {
    return api.get("/api/local-stack").good().get("worker");
  }

  private long pid() {
    return worker().get("pid").asLong();
  }

  private Api.Answer stop(long pid) {
    return api.post("/api/local-stack/worker/stop", Canvas.json("{'pid':%d}".formatted(pid)));
  }
}
