package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that run other flows: once, or for each of many items. */
class CalledFlowsTest {

  private static final RunningStack STACK = RunningStack.shared();
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");
  private static Api api;
  private static String doubles;
  private static String waits;

  @BeforeAll
  static void publish() {
    api = STACK.api();
    doubles =
        api.flow(
            "system",
            "Doubles",
            new Canvas()
                .node("check", "condition", "{'expression':'input.item != 13'}")
                .node("double", "transform", "{'values':{'value':'input.item * 2'}}")
                .node("refuse", "http.request", "{'method':'GET','url':'http://127.0.0.1:1/'}")
                .edge("check", "double", "true")
                .edge("check", "refuse", "false")
                .graph());
    waits =
        api.flow(
            "system", "Waits", new Canvas().node("wait", "wait.event", "{'event':'go'}").graph());
  }

  @Test
  void aSubflowIsARunOfItsOwnWhoseResultTheStepHas() {
    String run =
        run(
            new Canvas()
                .node(
                    "sub",
                    "subflow",
                    "{'flowId':'%s','input':{'item':'input.n'}}".formatted(doubles))
                .node("use", "transform", "{'values':{'value':'steps.sub.output.double.value'}}")
                .edge("sub", "use"),
            "{'n':21}");

    JsonNode ended = ended(run);

    assertThat(ended.get("status").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(ended.at("/result/use/value").asInt()).isEqualTo(42);
    JsonNode called = called(run).get(0);
    assertThat(called.get("status").asText()).isEqualTo("completed");
    assertThat(called.at("/trigger/nodeId").asText()).isEqualTo("sub");
    assertThat(called.get("flowId").asText()).isEqualTo(doubles);
    assertThat(
            api.get("/api/workflows?topLevel=true&flowId=" + doubles).body().get("total").asInt())
        .isZero();
  }

  @Test
  void aFailedSubflowTakesTheErrorBranch() {
    String run =
        run(
            new Canvas()
                .node(
                    "sub",
                    "subflow",
                    "{'flowId':'%s','input':{'item':'13'},'onError':'branch'}".formatted(doubles))
                .node("mend", "transform", "{'values':{'value':'1'}}")
                .edge("sub", "mend", "error"),
            "{}");

    JsonNode ended = ended(run);

    assertThat(ended.get("status").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(ended.at("/nodeStates/sub/status").asText()).isEqualTo("failed");
    assertThat(ended.at("/nodeStates/sub/error").toString()).contains("Doubles");
    assertThat(ended.at("/result/mend/value").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subflow", "for_each"})
  void aFlowThatAPublishedFlowCallsStays(String type) {
    Canvas one = new Canvas().node("one", "transform", "{'values':{'value':'1'}}");
    String called = api.flow("system", "Called", one.graph());
    String config =
        type.equals("subflow")
            ? "{'flowId':'%s'}".formatted(called)
            : "{'flowId':'%s','items':'[1]'}".formatted(called);
    String caller = api.flow("system", "Caller", new Canvas().node("call", type, config).graph());

    Api.Answer refused = remove(called);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("detail").asText()).contains("is called by 'Caller'");
    assertThat(remove(caller).status()).isEqualTo(204);
    assertThat(remove(called).status()).isEqualTo(204);
  }

  private static Api.Answer remove(String flow) {
    return api.remove("/api/flows/" + flow, "*");
  }

  @Test
  void whatIsCalledIsPausedAndCancelledWithItsCaller() {
    String run = run(new Canvas().node("sub", "subflow", "{'flowId':'%s'}".formatted(waits)), "{}");
    awaitCalled(run, 1, "running");

    api.post("/api/workflows/" + run + "/pause", "{}").good();
    awaitCalled(run, 1, "paused");
    api.post("/api/workflows/" + run + "/resume", "{}").good();
    awaitCalled(run, 1, "running");
    api.post("/api/workflows/" + run + "/cancel", "{}").good();

    awaitCalled(run, 1, "cancelled");
    assertThat(ended(run).get("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void aKilledRunFailsTheStepThatCalledIt() {
    String run = run(new Canvas().node("sub", "subflow", "{'flowId':'%s'}".formatted(waits)), "{}");
    awaitCalled(run, 1, "running");

    api.post("/api/workflows/" + called(run).get(0).get("id").asText() + "/kill", "{}").good();

    JsonNode ended = ended(run);
    assertThat(ended.get("status").asText()).isEqualTo("failed");
    assertThat(ended.at("/nodeStates/sub/error").toString()).contains("killed");
  }

  @Test
  void noMoreItemsRunAtOnceThanMayAndAllAreCancelledTogether() {
    String run = run(forEach(waits, "[1, 2, 3, 4, 5]", "'concurrency':2"), "{}");
    awaitCalled(run, 2, "running");

    api.post("/api/workflows/" + run + "/cancel", "{}").good();

    awaitCalled(run, 2, "cancelled");
    assertThat(called(run)).hasSize(2);
  }

  @Test
  void failedItemsAreCountedWhereTheStepGoesOn() {
    String run = run(forEach(doubles, "[12, 13, 14]", "'onError':'continue'"), "{}");

    JsonNode ended = ended(run);

    assertThat(ended.get("status").asText()).as(ended.toString()).isEqualTo("completed");
    JsonNode output = ended.at("/result/each");
    assertThat(output.get("succeeded").asInt()).isEqualTo(2);
    assertThat(output.get("failed").asInt()).isEqualTo(1);
    assertThat(output.at("/items/2/output/double/value").asInt()).isEqualTo(28);
    assertThat(ended.get("totalItems").asInt()).isEqualTo(3);
    assertThat(ended.get("errorItems").asInt()).isEqualTo(1);
  }

  @Test
  @Timeout(1800)
  void thousandsOfItemsLeaveNoLongHistory() {
    String items = "input.items";
    ObjectNode input = (ObjectNode) Canvas.json("{}");
    var list = input.putArray("items");
    for (int i = 0; i < 2_000; i++) {
      list.add(100 + i);
    }
    String run = run(forEach(doubles, items, "'concurrency':20"), input.toString());

    JsonNode ended = ended(run, Duration.ofMinutes(8));

    assertThat(ended.get("status").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(ended.get("successItems").asInt()).isEqualTo(2_000);
    assertThat(called(run + "&pageSize=1").size()).isEqualTo(1);
    WorkflowClient temporal = STACK.temporal();
    String each = awaitEachOf(run);
    List<Long> lengths =
        temporal
            .listExecutions("WorkflowId = '%s'".formatted(each))
            .map(execution -> execution.getHistoryLength())
            .toList();
    long own = temporal.fetchHistory("run/" + run).getEvents().size();
    System.out.printf(
        "for_each over 2,000 items, 20 at once: %d ms; %d events in the caller, %s in %d runs of the batching workflow%n",
        ended.get("durationMs").asLong(), own, lengths, lengths.size());
    temporal.getWorkflowServiceStubs().shutdownNow();
    assertThat(own).isLessThan(100);
    assertThat(lengths).allMatch(length -> length < 1_500);
  }

  @Test
  void aCircleOfFlowsIsRefusedWhenItIsPublished() {
    String first = draft("First", subflow(waits));
    publish(first);
    String second = draft("Second", subflow(first));
    publish(second);
    put(first, subflow(second));

    Api.Answer circle = api.post("/api/flows/" + first + "/versions", "{}");

    assertThat(circle.status()).isEqualTo(422);
    assertThat(circle.body().at("/errors/0/nodeId").asText()).isEqualTo("sub");
    assertThat(circle.body().at("/errors/0/message").asText()).contains("Second");
    put(second, subflow(second));
    assertThat(api.post("/api/flows/" + second + "/versions", "{}").body().toString())
        .contains("calls itself");
    put(second, subflow("01900000-0000-7000-8000-000000000000"));
    assertThat(api.post("/api/flows/" + second + "/versions", "{}").status()).isEqualTo(422);
  }

  private static Canvas subflow(String flowId) {
    return new Canvas().node("sub", "subflow", "{'flowId':'%s'}".formatted(flowId));
  }

  private static Canvas forEach(String flowId, String items, String more) {
    return new Canvas()
        .node("each", "for_each", "{'flowId':'%s','items':'%s',%s}".formatted(flowId, items, more));
  }

  private static String draft(String name, Canvas canvas) {
    ObjectNode body = (ObjectNode) Canvas.json("{'kind':'system'}");
    body.put("name", name).set("graph", canvas.graph());
    return api.post("/api/flows", body).good().get("id").asText();
  }

  private static void publish(String flow) {
    api.post("/api/flows/" + flow + "/versions", "{}").good();
  }

  private static void put(String flow, Canvas canvas) {
    api.change("/api/flows/" + flow, "*", "{\"graph\":" + canvas.graph() + "}").good();
  }

  private static String run(Canvas canvas, String input) {
    String flow = api.flow("system", "Caller", canvas.graph());
    JsonNode body = Canvas.json("{'input':%s}".formatted(input));
    return api.post("/api/flows/" + flow + "/run", body).good().get("runId").asText();
  }

  private static JsonNode called(String run) {
    return api.get("/api/workflows?sort=createdAt&parentRunId=" + run).good().get("data");
  }

  private static void awaitCalled(String run, int count, String status) {
    Eventually.within(LONG)
        .until(
            () -> {
              JsonNode called = called(run);
              Set<String> statuses = new TreeSet<>();
              called.forEach(one -> statuses.add(one.get("status").asText()));
              return called.size() >= count && statuses.equals(Set.of(status));
            },
            () -> count + " called runs are " + status + ": " + called(run));
  }

  private static String awaitEachOf(String run) {
    JsonNode item = called(run + "&pageSize=1").get(0);
    return item.at("/config/caller/workflowId").asText();
  }

  private static JsonNode ended(String run) {
    return ended(run, LONG);
  }

  private static JsonNode ended(String run, Duration longest) {
    Eventually.within(longest)
        .until(
            () -> FINAL.contains(api.get("/api/workflows/" + run).good().get("status").asText()),
            () -> "the run has ended: " + api.get("/api/workflows/" + run).body());
    return api.get("/api/workflows/" + run).good();
  }
}
