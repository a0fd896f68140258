package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.e2e.faults.Fault;
import dev.stitch.e2e.faults.Fault.Kind;
import dev.stitch.e2e.faults.Fault.Part;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people want of schedules while Temporal is cut off. */
class ScheduleOutageTest {

  private static final Duration OUTAGE = Duration.ofSeconds(40);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ROUTE = "/api/schedules";

  private final FaultyStack faulty = new FaultyStack();
  private final Api api = faulty.stack().api();

  @AfterEach
  void stop() {
    faulty.close();
  }

  @Test
  @Timeout(1200)
  void itIsAcceptedAndPendingAndDoneWhenTemporalIsBack() {
    String paused = create();
    String deleted = create();
    TemporalSide temporal = new TemporalSide(faulty.stack().temporal());
    Eventually.within(PATIENCE)
        .until(
            () -> temporal.find(paused).isPresent() && temporal.find(deleted).isPresent(),
            () -> "Temporal has both");

    CompletableFuture<Void> outage =
        CompletableFuture.runAsync(
            () -> faulty.suffer(new Fault(Kind.CUT, Part.TEMPORAL, Duration.ZERO, OUTAGE)));
    Eventually.within(OUTAGE)
        .until(() -> view(create()).get("pending").asBoolean(), () -> "Temporal is away");
    JsonNode answer = api.post(ROUTE + "/" + paused + "/pause", "").good();
    assertThat(answer.get("paused").asBoolean()).isTrue();
    assertThat(answer.get("pending").asBoolean()).isTrue();
    assertThat(api.remove(ROUTE + "/" + deleted, "*").status()).isEqualTo(204);
    String created = create();
    outage.join();

    Eventually.within(PATIENCE)
        .until(
            () ->
                api.get(ROUTE).good().findValuesAsText("pending").stream()
                    .noneMatch("true"::equals),
            () -> "Temporal has been told of all");
    assertThat(temporal.find(paused).orElseThrow().getState().getPaused()).isTrue();
    assertThat(temporal.find(created)).isPresent();
    Eventually.within(PATIENCE)
        .until(() -> temporal.find(deleted).isEmpty(), () -> "the deleted one is gone");
  }

  private JsonNode view(String id) {
    return api.get(ROUTE + "/" + id).good();
  }

  private String create() {
    String flow =
        api.flow(
            "system",
            "Scheduled",
            Canvas.json(
                """
                {"nodes":[{"id":"a","type":"set","data":{"values":{"x":"1"}}}],"edges":[]}
                """));
    return api.post(
            ROUTE,
            """
            {"name":"Nightly","kind":"flow","target":{"flowId":"%s"},"every":"P1D"}
            """
                .formatted(flow))
        .good()
        .get("id")
        .asText();
  }
}
